package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Keeps what a consumer receives. */
final class Inbox {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();
    private String tag = "";

    private Inbox() {}

    /** Consumes without acknowledgements. */
    static Inbox consume(Channel channel, String queue) throws IOException {
        return consume(channel, queue, true, Map.of());
    }

    /** Consumes with acknowledgements, which are left to the test. */
    static Inbox consumeWithAcks(Channel channel, String queue) throws IOException {
        return consume(channel, queue, false, Map.of());
    }

    static Inbox consume(Channel channel, String queue, boolean noAck, Map<String, Object> arguments)
            throws IOException {
        Inbox inbox = new Inbox();
        CancelCallback cancelled = inbox.cancelled::add;
        inbox.tag = channel.basicConsume(
                queue, noAck, arguments, (consumerTag, delivery) -> inbox.deliveries.add(delivery), cancelled);
        return inbox;
    }

    /** The bodies of everything that waits in a queue, which is empty then. */
    static List<String> drain(Channel channel, String queue) throws IOException {
        List<String> bodies = new ArrayList<>();
        for (GetResponse got = channel.basicGet(queue, true); got != null; got = channel.basicGet(queue, true)) {
            bodies.add(new String(got.getBody(), StandardCharsets.UTF_8));
        }
        return bodies;
    }

    String tag() {
        return tag;
    }

    /** Waits until there are so many, or more, and gives all. */
    List<Delivery> await(int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(
                        () -> assertThat(deliveries.size()).as("deliveries").isGreaterThanOrEqualTo(count));
        return deliveries;
    }

    /** Waits until there are so many, or more, and gives the bodies of all. */
    List<String> awaitBodies(int count) {
        return await(count).stream().map(Inbox::text).toList();
    }

    /** What there is so far. */
    List<Delivery> deliveries() {
        return deliveries;
    }

    /** The tags that the broker has cancelled. */
    List<String> cancelled() {
        return cancelled;
    }

    static String text(Delivery delivery) {
        return new String(delivery.getBody(), StandardCharsets.UTF_8);
    }

    static long tag(Delivery delivery) {
        return delivery.getEnvelope().getDeliveryTag();
    }
}
