package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.TestBroker.uniqueName;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** Consumers, queues and exchanges that go: cancel, cancel notification, auto-delete (AMQP 0-9-1 §1.7.2.1, §1.8.3.5; RabbitMQ, §4). */
@ConformanceTest
class CancelTest {
    private final String queue = uniqueName("cancelled");
    private final String exchange = uniqueName("exchange");

    private static boolean exists(Channel channel, String queue) throws IOException {
        Channel probe = channel.getConnection().createChannel();
        try {
            probe.queueDeclarePassive(queue);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean exchangeExists(Channel channel, String exchange) throws IOException {
        Channel probe = channel.getConnection().createChannel();
        try {
            probe.exchangeDeclarePassive(exchange);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void cancelled_consumer_gets_nothing_more(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
        Inbox inbox = Inbox.consume(channel, queue);
        channel.basicPublish("", queue, null, new byte[1]);
        inbox.await(1);

        channel.basicCancel(inbox.tag());

        channel.basicPublish("", queue, null, new byte[1]);
        assertThat(channel.basicGet(queue, true)).isNotNull();
        assertThat(inbox.deliveries()).hasSize(1);
    }

    @Test
    void cancelled_tag_can_be_used_again(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
        Inbox first = Inbox.consume(channel, queue);
        channel.basicCancel(first.tag());

        channel.basicConsume(queue, true, first.tag(), new DefaultConsumer(channel));

        assertThat(channel.consumerCount(queue)).isEqualTo(1);
    }

    @Test
    void consumers_are_told_when_their_queue_is_deleted(Channel channel, Channel other) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
        Inbox first = Inbox.consume(channel, queue);
        Inbox second = Inbox.consume(channel, queue);

        other.queueDelete(queue);

        await().untilAsserted(() -> {
            assertThat(first.cancelled()).containsExactly(first.tag());
            assertThat(second.cancelled()).containsExactly(second.tag());
        });
    }

    @Test
    void consumers_are_told_when_another_connection_deletes_their_queue(TestBroker broker, Channel channel)
            throws Exception {
        channel.queueDeclare(queue, false, false, true, null);
        Inbox inbox = Inbox.consume(channel, queue);

        broker.connect().createChannel().queueDelete(queue);

        await().untilAsserted(() -> assertThat(inbox.cancelled()).hasSize(1));
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void auto_delete_queue_goes_with_its_last_consumer(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, false, true, null);
        Inbox first = Inbox.consume(channel, queue);
        Inbox second = Inbox.consume(channel, queue);
        channel.basicCancel(first.tag());
        assertThat(exists(channel, queue)).as("with one consumer left").isTrue();

        channel.basicCancel(second.tag());

        assertThat(exists(channel, queue)).isFalse();
    }

    /** RabbitMQ: only after the first consumer has come. */
    @Test
    void auto_delete_queue_waits_for_its_first_consumer(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, false, true, null);
        channel.basicPublish("", queue, null, new byte[1]);
        channel.basicGet(queue, true);

        assertThat(exists(channel, queue)).isTrue();
        channel.queueDelete(queue);
    }

    @Test
    void auto_delete_queue_goes_when_the_consumers_channel_closes(Channel channel, Channel other) throws Exception {
        channel.queueDeclare(queue, false, false, true, null);
        Inbox.consume(other, queue);

        other.close();

        await().until(() -> !exists(channel, queue));
    }

    @Test
    void auto_delete_queue_goes_when_the_consumers_connection_breaks(TestBroker broker, Channel channel)
            throws Exception {
        channel.queueDeclare(queue, false, false, true, null);
        var consuming = broker.connect();
        Inbox.consume(consuming.createChannel(), queue);

        consuming.abort(0);

        await().until(() -> !exists(channel, queue));
    }

    @Test
    void auto_delete_exchange_goes_with_its_last_binding(Channel channel) throws Exception {
        channel.exchangeDeclare(exchange, "direct", false, true, null);
        channel.queueDeclare(queue, false, true, false, null);
        channel.queueBind(queue, exchange, "1");
        channel.queueBind(queue, exchange, "2");
        channel.queueUnbind(queue, exchange, "1");
        assertThat(exchangeExists(channel, exchange))
                .as("with one binding left")
                .isTrue();

        channel.queueUnbind(queue, exchange, "2");

        assertThat(exchangeExists(channel, exchange)).isFalse();
    }

    /** RabbitMQ: only after the first binding has come. */
    @Test
    void auto_delete_exchange_waits_for_its_first_binding(Channel channel) throws Exception {
        channel.exchangeDeclare(exchange, "direct", false, true, null);
        channel.basicPublish(exchange, "k", null, new byte[1]);

        assertThat(exchangeExists(channel, exchange)).isTrue();
        channel.exchangeDelete(exchange);
    }

    @Test
    void auto_delete_exchange_goes_when_its_last_queue_is_deleted(Channel channel) throws Exception {
        channel.exchangeDeclare(exchange, "fanout", false, true, null);
        channel.queueDeclare(queue, false, true, false, null);
        channel.queueBind(queue, exchange, "");

        channel.queueDelete(queue);

        assertThat(exchangeExists(channel, exchange)).isFalse();
    }

    @Test
    void auto_delete_exchange_goes_when_its_last_exchange_is_deleted(Channel channel) throws Exception {
        channel.exchangeDeclare(exchange, "fanout", false, true, null);
        String bound = uniqueName("bound");
        channel.exchangeDeclare(bound, "fanout", false, false, null);
        channel.exchangeBind(bound, exchange, "");

        channel.exchangeDelete(bound);

        assertThat(exchangeExists(channel, exchange)).isFalse();
    }

    /** RabbitMQ, consumer priority: the higher ones first while they have credit. */
    @Test
    void consumer_of_higher_priority_is_served_first(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
        channel.basicQos(2);
        Inbox low = Inbox.consume(channel, queue, false, Map.of("x-priority", 1));
        Inbox high = Inbox.consume(channel, queue, false, Map.of("x-priority", 10));
        for (String body : List.of("1", "2", "3")) {
            channel.basicPublish("", queue, null, body.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(high.awaitBodies(2)).containsExactly("1", "2");
        assertThat(low.awaitBodies(1)).containsExactly("3");
    }

    /** RabbitMQ, single active consumer: the next in order takes over. */
    @Test
    void next_consumer_takes_over_a_single_active_consumer_queue(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, false, true, Map.of("x-single-active-consumer", true));
        Inbox first = Inbox.consume(channel, queue);
        Inbox second = Inbox.consume(channel, queue);
        channel.basicPublish("", queue, null, new byte[] {1});
        first.await(1);
        channel.basicCancel(first.tag());

        channel.basicPublish("", queue, null, new byte[] {2});

        assertThat(second.await(1)).hasSize(1);
        assertThat(first.deliveries()).hasSize(1);
    }
}
