package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.TestBroker;

/** Messages with the same x-deduplication-header pass an exchange, or wait in a queue, once. */
@ConformanceTest
@DiffersFromPeer("deduplication is a plugin there")
class MessageDeduplicationTest {
    private Channel channel;
    private String exchange;
    private String queue;

    @BeforeEach
    void open(Channel testChannel) throws IOException {
        channel = testChannel;
        exchange = TestBroker.uniqueName("dedup");
        queue = TestBroker.uniqueName("dedup");
    }

    private void declareExchange(Object... arguments) throws IOException {
        channel.exchangeDeclare(exchange, "x-message-deduplication", false, true, map(arguments));
        channel.queueDeclare(queue, false, false, true, null);
        channel.queueBind(queue, exchange, "");
    }

    private static Map<String, Object> map(Object... arguments) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            map.put((String) arguments[i], arguments[i + 1]);
        }
        return map;
    }

    private void publish(String to, String body, Object... headers) throws Exception {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().headers(map(headers)).build();
        channel.confirmSelect();
        channel.basicPublish(to, to.isEmpty() ? queue : "", properties, body.getBytes(StandardCharsets.UTF_8));
        assertThat(channel.waitForConfirms(5_000)).isTrue();
    }

    @Test
    void an_exchange_lets_the_first_of_equal_messages_pass() throws Exception {
        declareExchange("x-cache-size", 100);

        publish(exchange, "a1", "x-deduplication-header", "a");
        publish(exchange, "a2", "x-deduplication-header", "a");
        publish(exchange, "b1", "x-deduplication-header", "b");

        assertThat(Inbox.drain(channel, queue)).containsExactly("a1", "b1");
    }

    @Test
    void messages_without_the_header_always_pass() throws Exception {
        declareExchange("x-cache-size", 100);

        publish(exchange, "1");
        publish(exchange, "2");

        assertThat(Inbox.drain(channel, queue)).containsExactly("1", "2");
    }

    @Test
    void integers_of_different_widths_are_equal() throws Exception {
        declareExchange("x-cache-size", 100);

        publish(exchange, "1", "x-deduplication-header", 5);
        publish(exchange, "2", "x-deduplication-header", 5L);
        publish(exchange, "3", "x-deduplication-header", "5");

        assertThat(Inbox.drain(channel, queue)).containsExactly("1", "3");
    }

    @Test
    void the_exchange_forgets_the_oldest_when_its_memory_is_full() throws Exception {
        declareExchange("x-cache-size", 2);
        publish(exchange, "a1", "x-deduplication-header", "a");
        publish(exchange, "b1", "x-deduplication-header", "b");
        publish(exchange, "c1", "x-deduplication-header", "c");

        publish(exchange, "a2", "x-deduplication-header", "a");
        publish(exchange, "c2", "x-deduplication-header", "c");

        assertThat(Inbox.drain(channel, queue)).containsExactly("a1", "b1", "c1", "a2");
    }

    @Test
    void the_exchange_forgets_after_a_time() throws Exception {
        declareExchange("x-cache-size", 100, "x-cache-ttl", 30);
        publish(exchange, "first", "x-deduplication-header", "a");

        await().untilAsserted(() -> {
            publish(exchange, "again", "x-deduplication-header", "a");
            assertThat(channel.messageCount(queue)).isGreaterThan(1);
        });
    }

    @Test
    void a_message_can_say_how_long_it_is_remembered() throws Exception {
        declareExchange("x-cache-size", 100);
        publish(exchange, "first", "x-deduplication-header", "a", "x-cache-ttl", 30);

        await().untilAsserted(() -> {
            publish(exchange, "again", "x-deduplication-header", "a", "x-cache-ttl", 30);
            assertThat(channel.messageCount(queue)).isGreaterThan(1);
        });
    }

    @Test
    void any_exchange_type_can_be_asked_to_look_for_duplicates() throws Exception {
        channel.exchangeDeclare(
                exchange,
                "topic",
                false,
                true,
                Map.of("x-message-deduplication", true, "x-deduplication-header", "order", "x-cache-size", 10));
        channel.queueDeclare(queue, false, false, true, null);
        channel.queueBind(queue, exchange, "#");

        publish(exchange, "1", "order", "x");
        publish(exchange, "2", "order", "x");

        assertThat(Inbox.drain(channel, queue)).containsExactly("1");
    }

    @Test
    void a_queue_takes_no_second_message_while_an_equal_one_is_in_it() throws Exception {
        channel.queueDeclare(queue, false, false, true, Map.of("x-message-deduplication", true));

        publish("", "1", "x-deduplication-header", "a");
        publish("", "2", "x-deduplication-header", "a");
        publish("", "3", "x-deduplication-header", "b");

        assertThat(Inbox.drain(channel, queue)).containsExactly("1", "3");
    }

    @Test
    void a_queue_takes_an_equal_message_when_the_first_one_was_acknowledged() throws Exception {
        channel.queueDeclare(queue, false, false, true, Map.of("x-message-deduplication", true));
        publish("", "1", "x-deduplication-header", "a");
        GetResponse got = channel.basicGet(queue, false);
        publish("", "2", "x-deduplication-header", "a");
        channel.basicAck(got.getEnvelope().getDeliveryTag(), false);

        publish("", "3", "x-deduplication-header", "a");

        assertThat(Inbox.drain(channel, queue)).containsExactly("3");
    }

    @Test
    void a_requeued_message_is_still_in_the_queue() throws Exception {
        channel.queueDeclare(queue, false, false, true, Map.of("x-message-deduplication", true));
        publish("", "1", "x-deduplication-header", "a");
        channel.basicNack(channel.basicGet(queue, false).getEnvelope().getDeliveryTag(), false, true);

        publish("", "2", "x-deduplication-header", "a");

        assertThat(Inbox.drain(channel, queue)).containsExactly("1");
    }

    @Test
    void a_missing_cache_size_is_refused() {
        assertClosesChannelMentioning(channel, 406, "x-cache-size", this::declareExchange);
    }

    @Test
    void wrong_arguments_are_refused(TestBroker broker) throws IOException {
        for (Object wrong : List.of(0, -1, "many", true)) {
            channel = broker.connection().createChannel();
            assertClosesChannelMentioning(channel, 406, "x-cache-size", () -> declareExchange("x-cache-size", wrong));
            channel = broker.connection().createChannel();
            assertClosesChannelMentioning(
                    channel, 406, "x-cache-ttl", () -> declareExchange("x-cache-size", 1, "x-cache-ttl", wrong));
        }
        channel = broker.connection().createChannel();
        assertClosesChannelMentioning(
                channel,
                406,
                "x-cache-persistence",
                () -> declareExchange("x-cache-size", 1, "x-cache-persistence", "paper"));
    }

    @Test
    void a_wrong_type_of_the_queues_argument_is_refused() {
        assertClosesChannelMentioning(
                channel,
                406,
                "x-message-deduplication",
                () -> channel.queueDeclare(queue, false, false, true, Map.of("x-message-deduplication", "yes")));
    }

    @Test
    void a_wrong_type_of_the_headers_name_is_refused() {
        assertClosesChannelMentioning(
                channel,
                406,
                "x-deduplication-header",
                () -> declareExchange("x-cache-size", 1, "x-deduplication-header", 5));
    }
}
