package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;

import com.rabbitmq.client.Channel;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;

/** RabbitMQ: what is not there is 404, and what need not be there is fine. */
@ConformanceTest
class MissingResourcesTest {
    private final String missing = uniqueName("missing");
    private final String noQueue = "NOT_FOUND - no queue '" + missing + "' in vhost '/'";
    private final String noExchange = "NOT_FOUND - no exchange '" + missing + "' in vhost '/'";

    @Test
    void passive_declare_of_a_queue(Channel channel) {
        assertClosesChannel(channel, 404, noQueue, () -> channel.queueDeclarePassive(missing));
    }

    @Test
    void passive_declare_of_an_exchange(Channel channel) {
        assertClosesChannel(channel, 404, noExchange, () -> channel.exchangeDeclarePassive(missing));
    }

    @Test
    void bind_of_a_missing_queue(Channel channel) {
        assertClosesChannel(channel, 404, noQueue, () -> channel.queueBind(missing, "amq.direct", "k"));
    }

    @Test
    void bind_to_a_missing_exchange(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();

        assertClosesChannel(channel, 404, noExchange, () -> channel.queueBind(queue, missing, "k"));
    }

    @Test
    void bind_between_exchanges_with_a_missing_source(Channel channel) {
        assertClosesChannel(channel, 404, noExchange, () -> channel.exchangeBind("amq.fanout", missing, "k"));
    }

    @Test
    void bind_between_exchanges_with_a_missing_destination(Channel channel) {
        assertClosesChannel(channel, 404, noExchange, () -> channel.exchangeBind(missing, "amq.fanout", "k"));
    }

    @Test
    void consume(Channel channel) {
        assertClosesChannel(channel, 404, noQueue, () -> Inbox.consume(channel, missing));
    }

    @Test
    void get(Channel channel) {
        assertClosesChannel(channel, 404, noQueue, () -> channel.basicGet(missing, true));
    }

    @Test
    void purge(Channel channel) {
        assertClosesChannel(channel, 404, noQueue, () -> channel.queuePurge(missing));
    }

    @Test
    void publish(Channel channel) {
        assertClosesChannel(channel, 404, noExchange, () -> channel.basicPublish(missing, "k", null, new byte[1]));
    }

    @Test
    void bind_without_a_name_and_without_a_declare(Channel channel) {
        assertClosesChannel(
                channel,
                404,
                "NOT_FOUND - no previously declared queue",
                () -> channel.queueBind("", "amq.direct", "k"));
    }

    @Test
    void consume_without_a_name_and_without_a_declare(Channel channel) {
        assertClosesChannel(channel, 404, "NOT_FOUND - no previously declared queue", () -> Inbox.consume(channel, ""));
    }

    @Test
    void get_without_a_name_and_without_a_declare(Channel channel) {
        assertClosesChannel(channel, 404, "NOT_FOUND - no previously declared queue", () -> channel.basicGet("", true));
    }

    @Test
    void purge_without_a_name_and_without_a_declare(Channel channel) {
        assertClosesChannel(channel, 404, "NOT_FOUND - no previously declared queue", () -> channel.queuePurge(""));
    }

    @Test
    void delete_without_a_name_and_without_a_declare(Channel channel) {
        assertClosesChannel(channel, 404, "NOT_FOUND - no previously declared queue", () -> channel.queueDelete(""));
    }

    @Test
    void declared_queue_of_another_channel_is_not_remembered(Channel channel, Channel other) throws Exception {
        other.queueDeclare();

        assertClosesChannel(channel, 404, "NOT_FOUND - no previously declared queue", () -> channel.basicGet("", true));
    }

    @Test
    void delete_of_a_missing_queue_is_fine(Channel channel) throws Exception {
        assertThat(channel.queueDelete(missing).getMessageCount()).isZero();
    }

    @Test
    void delete_of_a_missing_exchange_is_fine(Channel channel) throws Exception {
        channel.exchangeDelete(missing);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void delete_twice_is_fine(Channel channel) throws Exception {
        channel.queueDeclare(missing, false, false, false, null);
        channel.queueDelete(missing);

        channel.queueDelete(missing);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void unbind_of_a_missing_binding_is_fine(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();

        channel.queueUnbind(queue, "amq.direct", missing);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void unbind_of_a_missing_binding_between_exchanges_is_fine(Channel channel) throws Exception {
        channel.exchangeUnbind("amq.fanout", "amq.direct", missing);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void unbind_of_a_missing_queue_is_fine(Channel channel) throws Exception {
        channel.queueUnbind(missing, "amq.direct", "k");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void unbind_from_a_missing_exchange_is_fine(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();

        channel.queueUnbind(queue, missing, "k");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void unbind_of_a_missing_destination_exchange_is_fine(Channel channel) throws Exception {
        channel.exchangeUnbind(missing, "amq.direct", "k");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void bind_twice_is_fine(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "amq.direct", queue);

        channel.queueBind(queue, "amq.direct", queue);
        channel.basicPublish("amq.direct", queue, null, new byte[1]);

        assertThat(Inbox.drain(channel, queue)).hasSize(1);
    }

    @Test
    void message_for_a_missing_queue_is_dropped(Channel channel) throws Exception {
        channel.confirmSelect();

        channel.basicPublish("", missing, null, new byte[1]);

        assertThat(channel.waitForConfirms(5_000)).isTrue();
    }
}
