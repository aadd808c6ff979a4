package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.TestBroker;

/** The exchange type x-consistent-hash: each message goes to one queue, equal keys to the same, in proportion to the weights. */
@ConformanceTest
@DiffersFromPeer("the type is a plugin there")
class ConsistentHashExchangeTest {
    private static final int MESSAGES = 4000;

    private Channel channel;
    private String exchange;

    @BeforeEach
    void open(Channel testChannel) throws IOException {
        channel = testChannel;
        exchange = TestBroker.uniqueName("hash");
    }

    private void declare(Map<String, Object> arguments) throws IOException {
        channel.exchangeDeclare(exchange, "x-consistent-hash", false, true, arguments);
    }

    private String bind(String weight) throws IOException {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, exchange, weight);
        return queue;
    }

    private void publish(int count) throws Exception {
        channel.confirmSelect();
        for (int i = 0; i < count; i++) {
            channel.basicPublish(exchange, "key-" + i, null, ("key-" + i).getBytes());
        }
        channel.waitForConfirms();
    }

    private static void assertShare(long count, double share) {
        assertThat(count).isBetween((long) (MESSAGES * share * 0.85), (long) (MESSAGES * share * 1.15));
    }

    @Test
    void every_message_reaches_one_queue_in_proportion_to_the_weights() throws Exception {
        declare(Map.of());
        String one = bind("1");
        String two = bind("2");
        String three = bind("5");

        publish(MESSAGES);

        assertThat(channel.messageCount(one) + channel.messageCount(two) + channel.messageCount(three))
                .isEqualTo(MESSAGES);
        assertShare(channel.messageCount(one), 1 / 8.0);
        assertShare(channel.messageCount(two), 2 / 8.0);
        assertShare(channel.messageCount(three), 5 / 8.0);
    }

    @Test
    void equal_keys_reach_the_same_queue() throws Exception {
        declare(Map.of());
        List<String> queues = List.of(bind("10"), bind("10"), bind("10"));
        channel.confirmSelect();

        for (int i = 0; i < 100; i++) {
            channel.basicPublish(exchange, "always the same", null, new byte[0]);
        }

        channel.waitForConfirms();
        List<Long> counts = new ArrayList<>();
        for (String queue : queues) {
            counts.add(channel.messageCount(queue));
        }
        assertThat(counts).containsExactlyInAnyOrder(0L, 0L, 100L);
    }

    @Test
    void a_new_queue_takes_keys_from_the_others_and_moves_none_between_them() throws Exception {
        declare(Map.of());
        List<String> old = List.of(bind("1"), bind("1"));
        publish(1000);
        Map<String, String> before = placesOf(old);
        String added = bind("1");

        publish(1000);

        Map<String, String> after = placesOf(List.of(old.get(0), old.get(1), added));
        assertThat(after.entrySet())
                .allMatch(place ->
                        place.getValue().equals(added) || place.getValue().equals(before.get(place.getKey())));
        assertThat(after).containsValue(added);
    }

    private Map<String, String> placesOf(List<String> queues) throws IOException {
        Map<String, String> places = new HashMap<>();
        for (String queue : queues) {
            Inbox.drain(channel, queue).forEach(body -> places.put(body, queue));
        }
        return places;
    }

    @Test
    void a_header_can_be_hashed() throws Exception {
        declare(Map.of("hash-header", "customer"));
        List<String> queues = List.of(bind("1"), bind("1"), bind("1"), bind("1"));
        channel.confirmSelect();

        for (int i = 0; i < 50; i++) {
            AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                    .headers(Map.of("customer", "hare"))
                    .build();
            channel.basicPublish(exchange, "key-" + i, properties, new byte[0]);
        }

        channel.waitForConfirms();
        assertThat(placesWithMessages(queues)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_id", "correlation_id", "timestamp"})
    void a_property_can_be_hashed(String property) throws Exception {
        declare(Map.of("hash-property", property));
        List<String> queues = List.of(bind("1"), bind("1"), bind("1"), bind("1"));
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .messageId("m")
                .correlationId("c")
                .timestamp(new java.util.Date(1_000_000))
                .build();
        channel.confirmSelect();

        for (int i = 0; i < 50; i++) {
            channel.basicPublish(exchange, "key-" + i, properties, new byte[0]);
        }

        channel.waitForConfirms();
        assertThat(placesWithMessages(queues)).isEqualTo(1);
    }

    private int placesWithMessages(List<String> queues) throws IOException {
        int places = 0;
        for (String queue : queues) {
            places += channel.messageCount(queue) > 0 ? 1 : 0;
        }
        return places;
    }

    @Test
    void without_bindings_a_mandatory_message_comes_back() throws Exception {
        declare(Map.of());
        List<String> returned = new ArrayList<>();
        channel.addReturnListener(back -> returned.add(back.getReplyText()));
        channel.confirmSelect();

        channel.basicPublish(exchange, "key", true, null, new byte[0]);

        channel.waitForConfirms();
        assertThat(returned).containsExactly("NO_ROUTE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "-1", "1.5", "1000001", "99999999999"})
    void a_binding_key_that_is_no_weight_is_refused(String key) throws IOException {
        declare(Map.of());
        String queue = channel.queueDeclare().getQueue();

        assertClosesChannelMentioning(channel, 406, "weight", () -> channel.queueBind(queue, exchange, key));
    }

    @Test
    void header_and_property_together_are_refused() {
        assertClosesChannelMentioning(
                channel, 406, "hash-header", () -> declare(Map.of("hash-header", "a", "hash-property", "message_id")));
    }

    @Test
    void a_property_that_cannot_be_hashed_is_refused() {
        assertClosesChannelMentioning(
                channel, 406, "hash-property", () -> declare(Map.of("hash-property", "priority")));
    }

    @Test
    void a_header_name_of_a_wrong_type_is_refused() {
        assertClosesChannelMentioning(channel, 406, "hash-header", () -> declare(Map.of("hash-header", 1)));
    }
}
