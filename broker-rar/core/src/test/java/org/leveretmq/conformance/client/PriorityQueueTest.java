package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;
import static org.leveretmq.conformance.client.TestQueue.properties;
import static org.leveretmq.conformance.client.TestQueue.tag;
import static org.leveretmq.conformance.client.TestQueue.text;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;

/** x-max-priority: higher priorities first, equal ones in order; none is 0, too high is clipped. */
@ConformanceTest
class PriorityQueueTest {

    private static AMQP.BasicProperties priority(int priority) {
        return properties().priority(priority).build();
    }

    @Test
    void higher_priorities_come_first_and_equal_ones_in_order(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-priority", 5);
        queue.publish("none");
        queue.publish("low 1", priority(1));
        queue.publish("high 1", priority(5));
        queue.publish("clipped", priority(200));
        queue.publish("low 2", priority(1));
        queue.publish("zero", priority(0));

        assertThat(queue.drain()).containsExactly("high 1", "clipped", "low 1", "low 2", "none", "zero");
    }

    @Test
    void a_requeued_message_goes_back_to_its_place_among_its_equals(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-priority", 5);
        queue.publish("high 1", priority(5));
        queue.publish("high 2", priority(5));
        queue.publish("low", priority(1));

        channel.basicNack(tag(queue.take()), false, true);

        assertThat(queue.drain()).containsExactly("high 1", "high 2", "low");
    }

    @Test
    void a_consumer_gets_the_highest_first(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-priority", 3);
        queue.publish("1", priority(1));
        queue.publish("3", priority(3));
        queue.publish("2", priority(2));

        Inbox inbox = Inbox.consume(channel, queue.name());

        assertThat(inbox.awaitBodies(3)).containsExactly("3", "2", "1");
    }

    @Test
    void a_full_queue_drops_what_would_be_served_first(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-priority", 3, "x-max-length", 2);
        queue.publish("1", priority(1));
        queue.publish("3", priority(3));

        queue.publish("2", priority(2));

        queue.awaitCount(2);
        assertThat(queue.drain()).containsExactly("2", "1");
    }

    @Test
    @DiffersFromPeer("there a message expires at the head of its own priority only when others leave")
    void messages_expire_behind_higher_ones(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-max-priority", 3);
        queue.publish("high", priority(3));

        queue.publish("low", properties().priority(1).expiration("30").build());

        assertThat(text(dead.next())).isEqualTo("low");
        assertThat(queue.drain()).containsExactly("high");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255})
    void the_ends_of_the_range_are_fine(int max, Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-max-priority", max);
        queue.publish("low", priority(0));
        queue.publish("high", priority(255));

        assertThat(queue.drain()).containsExactly("high", "low");
    }

    @ParameterizedTest
    @ValueSource(ints = {256, -1, 1000})
    void a_maximum_out_of_range_is_refused(int max, Channel channel) {
        assertClosesChannelMentioning(
                channel, 406, "x-max-priority", () -> TestQueue.declare(channel, "x-max-priority", max));
    }

    @Test
    void a_maximum_of_a_wrong_type_is_refused(Channel channel) {
        assertClosesChannelMentioning(
                channel, 406, "x-max-priority", () -> TestQueue.declare(channel, "x-max-priority", "high"));
    }
}
