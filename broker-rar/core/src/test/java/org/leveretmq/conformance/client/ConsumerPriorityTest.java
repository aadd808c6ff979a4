package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;

/** The consume argument x-priority: higher first while they have credit, equal ones in turn. */
@ConformanceTest
class ConsumerPriorityTest {

    private static Inbox consume(Channel channel, TestQueue queue, Object priority) throws IOException {
        return Inbox.consume(channel, queue.name(), false, Map.of("x-priority", priority));
    }

    @Test
    void the_higher_priority_is_served_while_it_has_credit(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);
        channel.basicQos(2);
        Inbox low = consume(channel, queue, 1);
        Inbox high = consume(channel, queue, 10);

        for (String body : List.of("1", "2", "3", "4")) {
            queue.publish(body);
        }

        assertThat(high.awaitBodies(2)).containsExactly("1", "2");
        assertThat(low.awaitBodies(2)).containsExactly("3", "4");
    }

    @Test
    void it_is_served_again_when_it_has_credit_again(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);
        channel.basicQos(1);
        Inbox high = consume(channel, queue, 10);
        consume(channel, queue, -5);
        queue.publish("1");
        channel.basicAck(Inbox.tag(high.await(1).get(0)), false);

        queue.publish("2");

        assertThat(high.awaitBodies(2)).containsExactly("1", "2");
    }

    @Test
    void no_priority_is_zero(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);
        Inbox none = Inbox.consumeWithAcks(channel, queue.name());
        consume(channel, queue, -1);

        queue.publish("1");
        queue.publish("2");

        assertThat(none.awaitBodies(2)).containsExactly("1", "2");
    }

    @Test
    void equal_priorities_take_turns(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);
        Inbox one = consume(channel, queue, 5);
        Inbox two = consume(channel, queue, 5);

        for (String body : List.of("1", "2", "3", "4")) {
            queue.publish(body);
        }

        assertThat(one.awaitBodies(2)).containsExactly("1", "3");
        assertThat(two.awaitBodies(2)).containsExactly("2", "4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"high", ""})
    void a_priority_of_a_wrong_type_is_refused(String priority, Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);

        assertClosesChannelMentioning(channel, 406, "x-priority", () -> consume(channel, queue, priority));
    }
}
