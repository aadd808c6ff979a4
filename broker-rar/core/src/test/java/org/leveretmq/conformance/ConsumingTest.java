package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who receives a message, when, and what becomes of it, with the Java client. */
class ConsumingTest extends ClientFixture {
    private static final CancelCallback NO_CANCEL = tag -> {};

    private final String name = "q-" + UUID.randomUUID();

    private void declare(boolean exclusive, boolean autoDelete, Map<String, Object> arguments) throws Exception {
        channel.queueDeclare(name, false, exclusive, autoDelete, arguments);
    }

    private void publish(String... bodies) throws Exception {
        for (String body : bodies) {
            channel.basicPublish("", name, null, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static DeliverCallback into(List<String> received) {
        return (tag, delivery) -> received.add(new String(delivery.getBody(), StandardCharsets.UTF_8));
    }

    private static void awaitReceived(List<String> received, String... bodies) {
        await().untilAsserted(() -> assertThat(received).containsExactly(bodies));
    }

    @Test
    void consumers_take_turns() throws Exception {
        declare(true, false, null);
        List<String> first = new CopyOnWriteArrayList<>();
        List<String> second = new CopyOnWriteArrayList<>();
        channel.basicConsume(name, true, into(first), NO_CANCEL);
        channel.basicConsume(name, true, into(second), NO_CANCEL);

        publish("1", "2", "3", "4");

        awaitReceived(first, "1", "3");
        awaitReceived(second, "2", "4");
    }

    @Test
    void consumer_of_higher_priority_comes_first_while_it_has_credit() throws Exception {
        declare(true, false, null);
        List<String> low = new CopyOnWriteArrayList<>();
        List<String> high = new CopyOnWriteArrayList<>();
        channel.basicConsume(name, true, into(low), NO_CANCEL);
        channel.basicQos(2);
        channel.basicConsume(name, false, Map.of("x-priority", 10), into(high), NO_CANCEL);

        publish("1", "2", "3");

        awaitReceived(high, "1", "2");
        awaitReceived(low, "3");
    }

    @Test
    void single_active_consumer_is_followed_by_the_next() throws Exception {
        declare(true, false, Map.of("x-single-active-consumer", true));
        List<String> first = new CopyOnWriteArrayList<>();
        List<String> second = new CopyOnWriteArrayList<>();
        String firstTag = channel.basicConsume(name, true, into(first), NO_CANCEL);
        channel.basicConsume(name, true, into(second), NO_CANCEL);
        publish("1", "2");
        awaitReceived(first, "1", "2");

        channel.basicCancel(firstTag);
        publish("3");

        awaitReceived(second, "3");
        assertThat(first).hasSize(2);
    }

    @Test
    void prefetch_of_the_channel_limits_all_its_consumers() throws Exception {
        declare(true, false, null);
        channel.basicQos(3, true);
        List<String> received = new CopyOnWriteArrayList<>();
        channel.basicConsume(name, false, into(received), NO_CANCEL);
        channel.basicConsume(name, false, into(received), NO_CANCEL);
        publish("1", "2", "3", "4", "5");
        await().untilAsserted(() -> assertThat(received).hasSize(3));
        assertThat(channel.messageCount(name)).isEqualTo(2);

        channel.basicAck(0, true);

        await().untilAsserted(() -> assertThat(received).hasSize(5));
    }

    @Test
    void prefetch_counts_for_each_new_consumer() throws Exception {
        declare(true, false, null);
        List<String> one = new CopyOnWriteArrayList<>();
        List<String> two = new CopyOnWriteArrayList<>();
        channel.basicQos(1);
        channel.basicConsume(name, false, into(one), NO_CANCEL);
        channel.basicQos(2);
        channel.basicConsume(name, false, into(two), NO_CANCEL);

        publish("1", "2", "3", "4", "5");

        await().untilAsserted(() -> assertThat(one.size() + two.size()).isEqualTo(3));
        assertThat(one).hasSize(1);
        assertThat(two).hasSize(2);
        assertThat(channel.messageCount(name)).isEqualTo(2);
    }

    @Test
    void closing_a_channel_requeues_in_order_and_marks_as_redelivered() throws Exception {
        declare(true, false, null);
        publish("1", "2", "3");
        Channel other = connection.createChannel();
        other.basicGet(name, false);
        other.basicGet(name, false);

        other.close();

        GetResponse first = channel.basicGet(name, true);
        assertThat(first.getBody()).isEqualTo("1".getBytes(StandardCharsets.UTF_8));
        assertThat(first.getEnvelope().isRedeliver()).isTrue();
        channel.basicGet(name, true);
        assertThat(channel.basicGet(name, true).getEnvelope().isRedeliver()).isFalse();
    }

    @Test
    void abrupt_disconnect_requeues() throws Exception {
        declare(false, false, null);
        publish("1");
        try (RawClient raw = BROKER.channelOpened()) {
            raw.get(1, name, false);
            raw.expect(1, 60, 71);
        }

        await().untilAsserted(() -> assertThat(channel.messageCount(name)).isEqualTo(1));
        assertThat(channel.basicGet(name, true).getEnvelope().isRedeliver()).isTrue();
        channel.queueDelete(name);
    }

    @Test
    void exclusive_queue_goes_with_its_connection() throws Exception {
        Connection owner = BROKER.connect();
        owner.createChannel().queueDeclare(name, false, true, false, null);

        owner.close();

        declare(true, false, Map.of("x-mine", 1));
    }

    @Test
    void auto_delete_queue_goes_with_its_last_consumer_and_not_before() throws Exception {
        declare(false, true, null);
        assertThat(channel.queueDeclarePassive(name).getConsumerCount()).isZero();
        String tag = channel.basicConsume(name, true, into(new CopyOnWriteArrayList<>()), NO_CANCEL);

        channel.basicCancel(tag);

        channel.queueDeclare(name, false, true, false, Map.of("x-other", true));
    }

    @Test
    void consumer_is_told_that_its_queue_was_deleted() throws Exception {
        declare(true, false, null);
        List<String> cancelled = new CopyOnWriteArrayList<>();
        channel.basicConsume(name, true, "my-tag", into(new CopyOnWriteArrayList<>()), (CancelCallback) cancelled::add);

        channel.queueDelete(name);

        awaitReceived(cancelled, "my-tag");
    }

    @Test
    void cancel_keeps_unacknowledged_deliveries() throws Exception {
        declare(true, false, null);
        publish("1");
        List<String> received = new CopyOnWriteArrayList<>();
        String tag = channel.basicConsume(name, false, into(received), NO_CANCEL);
        awaitReceived(received, "1");

        channel.basicCancel(tag);

        assertThat(channel.messageCount(name)).isZero();
        channel.basicNack(1, false, true);
        assertThat(channel.messageCount(name)).isEqualTo(1);
    }

    @Test
    void transaction_of_publishes_and_acks_takes_effect_at_the_commit() throws Exception {
        declare(true, false, null);
        publish("1", "2");
        Channel tx = connection.createChannel();
        tx.txSelect();
        long first = tx.basicGet(name, false).getEnvelope().getDeliveryTag();
        tx.basicAck(first, false);
        tx.basicPublish("", name, null, "3".getBytes(StandardCharsets.UTF_8));
        assertThat(channel.messageCount(name)).isEqualTo(1);

        tx.txCommit();

        assertThat(channel.messageCount(name)).isEqualTo(2);
        tx.close();
        assertThat(channel.messageCount(name)).isEqualTo(2);
    }

    @Test
    void closing_a_channel_rolls_its_transaction_back() throws Exception {
        declare(true, false, null);
        publish("1");
        Channel tx = connection.createChannel();
        tx.txSelect();
        tx.basicAck(tx.basicGet(name, false).getEnvelope().getDeliveryTag(), false);
        tx.basicPublish("", name, null, "2".getBytes(StandardCharsets.UTF_8));

        tx.close();

        assertThat(channel.messageCount(name)).isEqualTo(1);
        assertThat(channel.basicGet(name, true).getBody()).isEqualTo("1".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void properties_and_headers_arrive_as_they_were_sent() throws Exception {
        declare(true, false, null);
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType("text/plain")
                .contentEncoding("utf-8")
                .deliveryMode(1)
                .priority(4)
                .correlationId("c")
                .replyTo("r")
                .expiration("60000")
                .messageId("m")
                .timestamp(java.util.Date.from(java.time.Instant.ofEpochSecond(1_700_000_000)))
                .type("t")
                .userId("guest")
                .appId("a")
                .headers(Map.of("n", 1, "l", List.of(1, "x"), "m", Map.of("k", true)))
                .build();

        channel.basicPublish("", name, properties, new byte[] {0, (byte) 0xFF});

        GetResponse got = channel.basicGet(name, true);
        assertThat(got.getProps().toString()).isEqualTo(properties.toString().replace("l=[1, x]", "l=[1, x]"));
        assertThat(got.getBody()).containsExactly(0, 0xFF);
    }

    @Test
    void large_message_arrives_unchanged() throws Exception {
        declare(true, false, null);
        byte[] body = new byte[10_000_000];
        new java.util.Random(1).nextBytes(body);

        channel.basicPublish("", name, null, body);

        assertThat(channel.basicGet(name, true).getBody()).isEqualTo(body);
    }

    @Test
    void large_messages_are_delivered_to_a_consumer_one_after_the_other() throws Exception {
        declare(true, false, null);
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        channel.basicConsume(name, true, (tag, delivery) -> sizes.add(delivery.getBody().length), NO_CANCEL);

        for (int i = 1; i <= 5; i++) {
            channel.basicPublish("", name, null, new byte[i * 1_000_000]);
        }

        await().untilAsserted(
                        () -> assertThat(sizes).containsExactly(1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000));
    }

    @Test
    void nothing_is_lost_reordered_or_duplicated_under_load() throws Exception {
        declare(true, false, null);
        int count = 50_000;
        List<Integer> received = new java.util.ArrayList<>(count);
        Channel consuming = connection.createChannel();
        consuming.basicQos(500);
        consuming.basicConsume(
                name,
                false,
                (tag, delivery) -> {
                    synchronized (received) {
                        received.add(
                                java.nio.ByteBuffer.wrap(delivery.getBody()).getInt());
                    }
                    if (delivery.getEnvelope().getDeliveryTag() % 50 == 0) {
                        consuming.basicAck(delivery.getEnvelope().getDeliveryTag(), true);
                    }
                },
                NO_CANCEL);
        channel.confirmSelect();

        for (int i = 0; i < count; i++) {
            channel.basicPublish(
                    "", name, null, java.nio.ByteBuffer.allocate(4).putInt(i).array());
        }
        channel.waitForConfirmsOrDie(30_000);

        await().untilAsserted(() -> {
            synchronized (received) {
                assertThat(received).hasSize(count);
            }
        });
        for (int i = 0; i < count; i++) {
            assertThat(received.get(i)).isEqualTo(i);
        }
    }

    @Test
    void ten_thousand_queues_can_be_declared_bound_and_deleted() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            channel.queueDeclareNoWait(name + i, false, true, false, null);
            channel.queueBindNoWait(name + i, "amq.topic", "k." + i, null);
        }
        channel.basicPublish("amq.topic", "k.9999", null, new byte[1]);

        assertThat(channel.messageCount(name + 9999)).isEqualTo(1);
        for (int i = 0; i < 10_000; i++) {
            channel.queueDeleteNoWait(name + i, false, false);
        }
        channel.queueDeclare(name, false, true, false, null);
        assertThat(BROKER.broker().management().queues()).hasSizeLessThan(10);
    }
}
