package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;
import static org.leveretmq.conformance.client.TestQueue.deaths;
import static org.leveretmq.conformance.client.TestQueue.properties;
import static org.leveretmq.conformance.client.TestQueue.tag;
import static org.leveretmq.conformance.client.TestQueue.text;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** x-max-length, x-max-length-bytes and the three ways of x-overflow. */
@ConformanceTest
class LengthLimitsTest {

    @Test
    void a_full_queue_drops_its_oldest_message(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-max-length", 2);

        queue.publish("1");
        queue.publish("2");
        queue.publish("3");

        GetResponse letter = dead.next();
        assertThat(text(letter)).isEqualTo("1");
        assertThat(deaths(letter).get(0)).containsEntry("reason", "maxlen");
        assertThat(queue.drain()).containsExactly("2", "3");
    }

    @Test
    void bytes_of_bodies_count(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-length-bytes", 10);

        queue.publish("12345");
        queue.publish("67890");
        queue.publish("a");

        assertThat(queue.drain()).containsExactly("67890", "a");
    }

    @Test
    void a_message_larger_than_the_limit_is_dropped_with_all_before_it(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-length-bytes", 10);

        queue.publish("small");
        queue.publish("much too large");

        assertThat(queue.drain()).isEmpty();
    }

    @Test
    void both_limits_hold_together(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-length", 3, "x-max-length-bytes", 4);

        for (String body : List.of("a", "b", "c", "d", "ee", "f")) {
            queue.publish(body);
        }

        assertThat(queue.drain()).containsExactly("d", "ee", "f");
    }

    @Test
    void only_waiting_messages_count(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-length", 1);
        queue.publish("held");
        queue.take();

        queue.publish("waits");

        assertThat(queue.drain()).containsExactly("waits");
    }

    @Test
    void zero_keeps_nothing_but_delivers(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-length", 0);
        queue.publish("lost");
        Inbox inbox = Inbox.consume(channel, queue.name());

        queue.publish("delivered");

        assertThat(inbox.awaitBodies(1)).containsExactly("delivered");
    }

    @Test
    void a_full_queue_refuses_with_a_nack(Channel channel) throws Exception {
        TestQueue queue = TestQueue.declare(channel, "x-max-length", 1, "x-overflow", "reject-publish");
        channel.confirmSelect();
        queue.publish("1");
        assertThat(channel.waitForConfirms(5_000)).isTrue();

        queue.publish("2");

        assertThat(channel.waitForConfirms(5_000)).isFalse();
        assertThat(queue.drain()).containsExactly("1");
    }

    @Test
    void a_queue_full_of_bytes_refuses_with_a_nack(Channel channel) throws Exception {
        TestQueue queue = TestQueue.declare(channel, "x-max-length-bytes", 5, "x-overflow", "reject-publish");
        channel.confirmSelect();
        queue.publish("12345");
        assertThat(channel.waitForConfirms(5_000)).isTrue();

        queue.publish("6");

        assertThat(channel.waitForConfirms(5_000)).isFalse();
    }

    @Test
    void a_nack_comes_if_one_of_several_queues_refuses_and_the_others_keep_the_message(Channel channel)
            throws Exception {
        TestQueue full = TestQueue.declare(channel, "x-max-length", 0, "x-overflow", "reject-publish");
        TestQueue open = TestQueue.declare(channel);
        channel.queueBind(full.name(), "amq.fanout", "");
        channel.queueBind(open.name(), "amq.fanout", "");
        channel.confirmSelect();

        channel.basicPublish("amq.fanout", "", null, "x".getBytes(StandardCharsets.UTF_8));

        assertThat(channel.waitForConfirms(5_000)).isFalse();
        assertThat(open.drain()).containsExactly("x");
    }

    @Test
    void there_is_room_again_when_a_message_has_left(Channel channel) throws Exception {
        TestQueue queue = TestQueue.declare(channel, "x-max-length", 1, "x-overflow", "reject-publish");
        channel.confirmSelect();
        queue.publish("1");
        queue.next();

        queue.publish("2");

        assertThat(channel.waitForConfirms(5_000)).isTrue();
        assertThat(queue.drain()).containsExactly("2");
    }

    @Test
    void what_is_refused_can_be_dead_lettered(Channel channel) throws Exception {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue =
                TestQueue.declareDyingInto(channel, dead, "x-max-length", 1, "x-overflow", "reject-publish-dlx");
        channel.confirmSelect();
        queue.publish("1");
        queue.publish("2");

        assertThat(channel.waitForConfirms(5_000)).isFalse();

        GetResponse letter = dead.next();
        assertThat(text(letter)).isEqualTo("2");
        assertThat(deaths(letter).get(0)).containsEntry("reason", "maxlen");
        assertThat(queue.drain()).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-max-length", "x-max-length-bytes"})
    void a_negative_limit_is_refused(String argument, Channel channel) {
        assertClosesChannelMentioning(channel, 406, argument, () -> TestQueue.declare(channel, argument, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-max-length", "x-max-length-bytes"})
    void a_limit_of_a_wrong_type_is_refused(String argument, Channel channel) {
        assertClosesChannelMentioning(channel, 406, argument, () -> TestQueue.declare(channel, argument, "5"));
    }

    @Test
    void an_unknown_overflow_is_refused(Channel channel) {
        assertClosesChannelMentioning(
                channel, 406, "x-overflow", () -> TestQueue.declare(channel, "x-overflow", "drop-tail"));
    }

    @Test
    void an_overflow_of_a_wrong_type_is_refused(Channel channel) {
        assertClosesChannelMentioning(channel, 406, "x-overflow", () -> TestQueue.declare(channel, "x-overflow", 1));
    }

    @Test
    void empty_bodies_take_no_room(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-length-bytes", 0);

        queue.publish("");
        queue.publish("");

        assertThat(queue.count()).isEqualTo(2);
    }

    @Test
    void what_comes_back_to_a_full_queue_is_dropped_first(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-max-length", 1);
        queue.publish("1");
        GetResponse held = queue.take();
        queue.publish("2");

        channel.basicNack(tag(held), false, true);

        assertThat(text(dead.next())).isEqualTo("1");
        assertThat(queue.drain()).containsExactly("2");
    }

    @Test
    void what_comes_back_to_a_queue_that_refuses_is_kept(Channel channel) throws Exception {
        TestQueue queue = TestQueue.declare(channel, "x-max-length", 1, "x-overflow", "reject-publish");
        queue.publish("1");
        GetResponse held = queue.take();
        queue.publish("2");

        channel.basicNack(tag(held), false, true);

        assertThat(queue.drain()).containsExactly("1", "2");
    }

    @Test
    void without_confirms_what_is_refused_is_dropped_in_silence(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-length", 1, "x-overflow", "reject-publish");

        queue.publish("1");
        queue.publish("2");

        assertThat(queue.drain()).containsExactly("1");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void what_is_refused_was_routed(Channel channel) throws Exception {
        TestQueue queue = TestQueue.declare(channel, "x-max-length", 0, "x-overflow", "reject-publish");
        List<String> returned = new CopyOnWriteArrayList<>();
        channel.addReturnListener(message -> returned.add(message.getRoutingKey()));
        channel.confirmSelect();

        channel.basicPublish("", queue.name(), true, null, new byte[1]);

        assertThat(channel.waitForConfirms(5_000)).isFalse();
        assertThat(returned).isEmpty();
    }

    @Test
    void what_replaces_an_older_message_is_confirmed(Channel channel) throws Exception {
        TestQueue queue = TestQueue.declare(channel, "x-max-length", 1, "x-overflow", "drop-head");
        channel.confirmSelect();
        queue.publish("1", properties().deliveryMode(2).build());
        queue.publish("2", properties().deliveryMode(2).build());

        assertThat(channel.waitForConfirms(5_000)).isTrue();
        assertThat(queue.drain()).containsExactly("2");
    }

    @Test
    void what_two_queues_refuse_is_refused_once(Channel channel) throws Exception {
        List<Long> nacked = new CopyOnWriteArrayList<>();
        channel.addConfirmListener((tag, multiple) -> {}, (tag, multiple) -> nacked.add(tag));
        for (int i = 0; i < 2; i++) {
            TestQueue full = TestQueue.declare(channel, "x-max-length", 0, "x-overflow", "reject-publish");
            channel.queueBind(full.name(), "amq.fanout", "");
        }
        channel.confirmSelect();

        channel.basicPublish("amq.fanout", "", null, new byte[1]);

        assertThat(channel.waitForConfirms(5_000)).isFalse();
        assertThat(nacked).containsExactly(1L);
    }

    @Test
    void a_queue_that_refuses_everything_refuses_though_a_consumer_waits(Channel channel) throws Exception {
        TestQueue queue = TestQueue.declare(channel, "x-max-length", 0, "x-overflow", "reject-publish");
        Inbox inbox = Inbox.consume(channel, queue.name());
        channel.confirmSelect();

        queue.publish("x");

        assertThat(channel.waitForConfirms(5_000)).isFalse();
        assertThat(inbox.deliveries()).isEmpty();
    }

    @Test
    void dead_letters_without_an_exchange_for_them_are_refused_all_the_same(Channel channel) throws Exception {
        TestQueue queue = TestQueue.declare(channel, "x-max-length", 1, "x-overflow", "reject-publish-dlx");
        channel.confirmSelect();
        queue.publish("1");
        queue.publish("2");

        assertThat(channel.waitForConfirms(5_000)).isFalse();
        assertThat(queue.drain()).containsExactly("1");
    }

    @Test
    void messages_dropped_in_a_row_die_in_their_order(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-max-length-bytes", 3);
        for (String body : List.of("1", "2", "3")) {
            queue.publish(body);
        }

        queue.publish("xyz");

        dead.awaitCount(3);
        assertThat(dead.drain()).containsExactly("1", "2", "3");
        assertThat(queue.drain()).containsExactly("xyz");
    }

    @Test
    void a_queue_that_keeps_nothing_drops_what_comes_back(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-max-length", 0);
        Inbox inbox = Inbox.consumeWithAcks(channel, queue.name());
        queue.publish("x");

        channel.basicNack(Inbox.tag(inbox.await(1).get(0)), false, true);

        assertThat(deaths(dead.next()).get(0)).containsEntry("reason", "maxlen");
        assertThat(inbox.deliveries()).hasSize(1);
    }

    @Test
    void of_many_that_come_back_the_newest_stay(TestBroker broker, Channel channel) throws Exception {
        String queue = TestBroker.uniqueName("full");
        channel.queueDeclare(queue, false, false, false, Map.of("x-max-length", 3));
        Channel leaving = broker.connect().createChannel();
        Inbox held = Inbox.consumeWithAcks(leaving, queue);
        for (String body : List.of("1", "2", "3", "4", "5")) {
            channel.basicPublish("", queue, null, body.getBytes(StandardCharsets.UTF_8));
        }
        held.await(5);
        leaving.basicCancel(held.tag());
        channel.basicPublish("", queue, null, "6".getBytes(StandardCharsets.UTF_8));

        leaving.getConnection().close();

        await().untilAsserted(() -> assertThat(channel.messageCount(queue)).isEqualTo(3));
        assertThat(Inbox.drain(channel, queue)).containsExactly("4", "5", "6");
        channel.queueDelete(queue);
    }

    @Test
    void the_largest_limits_are_fine(Channel channel) throws IOException {
        TestQueue queue =
                TestQueue.declare(channel, "x-max-length", Long.MAX_VALUE, "x-max-length-bytes", Long.MAX_VALUE);

        queue.publish("x");

        assertThat(queue.drain()).containsExactly("x");
    }
}
