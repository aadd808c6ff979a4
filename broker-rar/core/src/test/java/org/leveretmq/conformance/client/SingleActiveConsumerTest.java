package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.TestBroker;

/** x-single-active-consumer: one consumer at a time; the next in order takes over. */
@ConformanceTest
class SingleActiveConsumerTest {

    private static TestQueue declare(Channel channel) throws IOException {
        return TestQueue.declare(channel, "x-single-active-consumer", true);
    }

    @Test
    void the_first_consumer_gets_everything(Channel channel) throws IOException {
        TestQueue queue = declare(channel);
        Inbox first = Inbox.consume(channel, queue.name());
        Inbox second = Inbox.consume(channel, queue.name());

        queue.publish("1");
        queue.publish("2");

        assertThat(first.awaitBodies(2)).containsExactly("1", "2");
        assertThat(second.deliveries()).isEmpty();
    }

    @Test
    void the_next_in_order_takes_over(Channel channel) throws IOException {
        TestQueue queue = declare(channel);
        Inbox first = Inbox.consume(channel, queue.name());
        Inbox second = Inbox.consume(channel, queue.name());
        Inbox third = Inbox.consume(channel, queue.name());
        channel.basicCancel(first.tag());
        queue.publish("for the second");
        second.await(1);
        channel.basicCancel(second.tag());

        queue.publish("for the third");

        assertThat(third.awaitBodies(1)).containsExactly("for the third");
    }

    @Test
    void what_the_active_one_had_not_acknowledged_goes_to_the_next(TestBroker broker, Channel channel)
            throws Exception {
        String queue = TestBroker.uniqueName("sac");
        channel.queueDeclare(queue, false, false, true, Map.of("x-single-active-consumer", true));
        Channel leaving = broker.connect().createChannel();
        Inbox first = Inbox.consumeWithAcks(leaving, queue);
        Inbox second = Inbox.consumeWithAcks(channel, queue);
        channel.basicPublish("", queue, null, "x".getBytes(StandardCharsets.UTF_8));
        first.await(1);

        leaving.getConnection().abort();

        Delivery again = second.await(1).get(0);
        assertThat(Inbox.text(again)).isEqualTo("x");
        assertThat(again.getEnvelope().isRedeliver()).isTrue();
    }

    @Test
    void an_inactive_one_that_leaves_changes_nothing(Channel channel) throws IOException {
        TestQueue queue = declare(channel);
        Inbox first = Inbox.consume(channel, queue.name());
        channel.basicCancel(Inbox.consume(channel, queue.name()).tag());

        queue.publish("x");

        assertThat(first.awaitBodies(1)).containsExactly("x");
    }

    @Test
    @DiffersFromPeer("only its quorum queues do so")
    void get_is_refused(Channel channel) throws IOException {
        TestQueue queue = declare(channel);

        assertClosesChannelMentioning(channel, 405, "RESOURCE_LOCKED", () -> channel.basicGet(queue.name(), true));
    }

    @Test
    void an_argument_of_a_wrong_type_is_refused(Channel channel) {
        assertClosesChannelMentioning(
                channel,
                406,
                "x-single-active-consumer",
                () -> TestQueue.declare(channel, "x-single-active-consumer", "yes"));
    }
}
