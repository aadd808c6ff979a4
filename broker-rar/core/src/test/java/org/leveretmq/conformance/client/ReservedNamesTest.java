package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;

/** RabbitMQ: names that begin with {@code amq.} and the default exchange belong to the broker. */
@ConformanceTest
class ReservedNamesTest {
    @Test
    void queue_with_the_reserved_prefix(Channel channel) {
        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - queue name 'amq.foo' contains reserved prefix 'amq.*'",
                () -> channel.queueDeclare("amq.foo", false, true, false, null));
    }

    @Test
    void exchange_with_the_reserved_prefix(Channel channel) {
        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - exchange name 'amq.foo' contains reserved prefix 'amq.*'",
                () -> channel.exchangeDeclare("amq.foo", "direct", false, true, null));
    }

    /** §1.7.2.1: the prefix is reserved, not the letters. */
    @Test
    void name_that_only_resembles_the_prefix_is_fine(Channel channel) throws Exception {
        channel.queueDeclare("amqp.foo", false, true, false, null);

        assertThat(channel.isOpen()).isTrue();
    }

    /** §1.7.2.1: a passive declaration of a reserved name is allowed, so that it is 404, not 403. */
    @Test
    void passive_declaration_of_a_reserved_name_is_allowed(Channel channel) {
        assertClosesChannel(
                channel,
                404,
                "NOT_FOUND - no queue 'amq.nobody' in vhost '/'",
                () -> channel.queueDeclarePassive("amq.nobody"));
    }

    /** RabbitMQ: the reserved prefix is checked only on a real creation. */
    @Test
    @DiffersFromPeer("it checks the prefix of a queue before it looks whether the queue exists")
    void server_named_queue_can_be_declared_again(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();

        channel.queueDeclare(queue, false, true, true, null);

        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"amq.direct", "amq.fanout", "amq.topic", "amq.headers", "amq.match"})
    void predeclared_exchange_cannot_be_deleted(String exchange, Channel channel) {
        assertClosesChannelMentioning(channel, 403, "ACCESS_REFUSED - ", () -> channel.exchangeDelete(exchange));
    }

    @Test
    void default_exchange_cannot_be_deleted(Channel channel) {
        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.exchangeDelete(""));
    }

    @Test
    void default_exchange_cannot_be_declared(Channel channel) {
        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.exchangeDeclare("", "direct", true));
    }

    @Test
    void queue_cannot_be_bound_to_the_default_exchange(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();

        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.queueBind(queue, "", "k"));
    }

    @Test
    void queue_cannot_be_unbound_from_the_default_exchange(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();

        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.queueUnbind(queue, "", queue));
    }

    @Test
    void exchange_cannot_be_bound_to_the_default_exchange(Channel channel) {
        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.exchangeBind("amq.fanout", "", "k"));
    }

    @Test
    void default_exchange_cannot_be_bound_to_an_exchange(Channel channel) {
        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.exchangeBind("", "amq.fanout", "k"));
    }

    @Test
    void every_queue_is_bound_to_the_default_exchange(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();

        channel.basicPublish("", queue, null, "m".getBytes(StandardCharsets.UTF_8));

        assertThat(Inbox.drain(channel, queue)).containsExactly("m");
    }
}
