package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;

/** A delivery that is not acknowledged in time costs the client its channel, and goes back to the queue. */
@ConformanceTest
class ConsumerTimeoutTest {
    private static final String PEER_LOOKS_ONCE_A_MINUTE = "it looks for late acknowledgements once a minute";

    private static String queueWith(Channel channel, Map<String, Object> arguments) throws IOException {
        String queue = TestBroker.uniqueName("timeout");
        channel.queueDeclare(queue, false, false, false, arguments);
        return queue;
    }

    private static void awaitTimeout(Channel channel) {
        assertClosesChannelMentioning(
                channel,
                406,
                "PRECONDITION_FAILED - delivery acknowledgement on channel " + channel.getChannelNumber()
                        + " timed out",
                () -> {});
    }

    @Test
    @DiffersFromPeer(PEER_LOOKS_ONCE_A_MINUTE)
    void the_queues_argument_limits_a_consumer(Channel channel) throws IOException {
        String queue = queueWith(channel, Map.of("x-consumer-timeout", 50));
        Inbox.consumeWithAcks(channel, queue);

        channel.basicPublish("", queue, null, new byte[1]);

        awaitTimeout(channel);
    }

    @Test
    @DiffersFromPeer(PEER_LOOKS_ONCE_A_MINUTE)
    void the_message_goes_back_as_redelivered(TestBroker broker, Channel channel) throws IOException {
        Channel other = broker.connect().createChannel();
        String queue = queueWith(other, Map.of("x-consumer-timeout", 50));
        channel.basicConsume(queue, false, (tag, delivery) -> {}, tag -> {});
        other.basicPublish("", queue, null, new byte[1]);

        awaitTimeout(channel);

        GetResponse back = await().until(() -> other.basicGet(queue, true), got -> got != null);
        assertThat(back.getEnvelope().isRedeliver()).isTrue();
    }

    @Test
    @DiffersFromPeer(PEER_LOOKS_ONCE_A_MINUTE)
    void it_limits_basic_get_too(Channel channel) throws IOException {
        String queue = queueWith(channel, Map.of("x-consumer-timeout", 50));
        channel.basicPublish("", queue, null, new byte[1]);

        channel.basicGet(queue, false);

        awaitTimeout(channel);
    }

    @Test
    @DiffersFromPeer(PEER_LOOKS_ONCE_A_MINUTE)
    void the_consumers_argument_goes_before_the_queues(Channel channel) throws IOException {
        String queue = queueWith(channel, Map.of("x-consumer-timeout", 600_000));
        Inbox.consume(channel, queue, false, Map.of("x-consumer-timeout", 50));

        channel.basicPublish("", queue, null, new byte[1]);

        awaitTimeout(channel);
    }

    @Test
    @NeedsOwnBroker("a short consumer timeout")
    void the_brokers_setting_limits_all_others(TestBroker broker) throws IOException {
        TestBroker own = broker.withSettings(settings -> settings.consumerTimeout(Duration.ofMillis(50)));
        Channel channel = own.connect().createChannel();
        String queue = queueWith(channel, Map.of());
        Inbox.consumeWithAcks(channel, queue);

        channel.basicPublish("", queue, null, new byte[1]);

        awaitTimeout(channel);
    }

    @Test
    @DiffersFromPeer(PEER_LOOKS_ONCE_A_MINUTE)
    void a_client_that_acknowledges_keeps_its_channel(TestBroker broker, Channel channel) throws IOException {
        String queue = queueWith(channel, Map.of("x-consumer-timeout", 200));
        Channel late = broker.connection().createChannel();
        String lateQueue = queueWith(late, Map.of("x-consumer-timeout", 200));
        Inbox inbox = Inbox.consumeWithAcks(channel, queue);
        channel.basicPublish("", queue, null, new byte[1]);
        channel.basicAck(Inbox.tag(inbox.await(1).get(0)), false);
        Inbox.consumeWithAcks(late, lateQueue);

        late.basicPublish("", lateQueue, null, new byte[1]);

        awaitTimeout(late);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    @DiffersFromPeer("3.10 does not know the argument of consumers")
    void a_consumers_timeout_of_a_wrong_type_or_range_is_refused(TestBroker broker) throws IOException {
        for (Object wrong : List.of("soon", 0, -1, 315_360_000_000_001L, true)) {
            Channel channel = broker.connect().createChannel();
            String queue = queueWith(channel, Map.of());

            assertClosesChannelMentioning(
                    channel,
                    406,
                    "x-consumer-timeout",
                    () -> Inbox.consume(channel, queue, false, Map.of("x-consumer-timeout", wrong)));
        }
    }
}
