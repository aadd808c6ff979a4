package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;
import static org.leveretmq.conformance.client.TestQueue.deaths;
import static org.leveretmq.conformance.client.TestQueue.tag;
import static org.leveretmq.conformance.client.TestQueue.text;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.TestBroker;

/** x-delivery-limit: redeliveries are counted in x-delivery-count, and beyond the limit the message is dead-lettered. */
@ConformanceTest
class DeliveryLimitTest {

    private static Object count(GetResponse got) {
        return got.getProps().getHeaders() == null
                ? null
                : got.getProps().getHeaders().get("x-delivery-count");
    }

    @Test
    @DiffersFromPeer("there only quorum queues count deliveries")
    void redeliveries_are_counted_up_to_the_limit(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-delivery-limit", 2);
        queue.publish("x");

        for (long i = 0; i <= 2; i++) {
            GetResponse got = queue.take();
            assertThat(count(got)).isEqualTo(i == 0 ? null : (Object) i);
            channel.basicNack(tag(got), false, true);
        }

        assertThat(deaths(dead.next()).get(0)).containsEntry("reason", "delivery_limit");
        assertThat(queue.count()).isZero();
    }

    @Test
    @DiffersFromPeer("there only quorum queues count deliveries")
    void zero_allows_one_delivery(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-delivery-limit", 0);
        queue.publish("x");

        channel.basicNack(tag(queue.take()), false, true);

        assertThat(text(dead.next())).isEqualTo("x");
    }

    @Test
    @DiffersFromPeer("there only quorum queues count deliveries")
    void a_closed_channel_counts(TestBroker broker, Channel channel) throws Exception {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-delivery-limit", 0);
        queue.publish("x");
        Channel closing = channel.getConnection().createChannel();
        closing.basicGet(queue.name(), false);

        closing.close();

        assertThat(text(dead.next())).isEqualTo("x");
    }

    @Test
    void without_a_limit_nothing_is_counted(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);
        queue.publish("x");
        channel.basicNack(tag(queue.take()), false, true);

        GetResponse again = queue.take();

        assertThat(count(again)).isNull();
        assertThat(again.getEnvelope().isRedeliver()).isTrue();
    }

    @Test
    @DiffersFromPeer("there only quorum queues know the argument")
    void a_limit_of_a_wrong_type_or_range_is_refused(TestBroker broker) throws IOException {
        for (Object wrong : List.of(-1, "two", true)) {
            Channel channel = broker.connection().createChannel();
            assertClosesChannelMentioning(
                    channel, 406, "x-delivery-limit", () -> TestQueue.declare(channel, "x-delivery-limit", wrong));
        }
    }
}
