package org.leveretmq.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.leveretmq.api.management.BrokerInfo;

/** What a client that does not read, or publishes without end, can take of the broker's heap. */
@Timeout(60)
class BackPressureTest {
    private static final long MAX_HELD_BYTES = 4 << 20;

    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker(builder -> builder.maxHeldBytes(MAX_HELD_BYTES));

    @Test
    @DisplayName("publishers are blocked, and told so, while queues hold too much, and go on when there is room")
    void publishers_are_blocked_and_unblocked() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch unblocked = new CountDownLatch(1);
        AtomicReference<String> reason = new AtomicReference<>();
        try (Connection publishing = BROKER.connect();
                Connection draining = BROKER.connect()) {
            publishing.addBlockedListener(new BlockedListener() {
                @Override
                public void handleBlocked(String text) {
                    reason.set(text);
                    blocked.countDown();
                }

                @Override
                public void handleUnblocked() {
                    unblocked.countDown();
                }
            });
            Channel drain = draining.createChannel();
            drain.queueDeclare("filling", false, false, false, null);
            Channel publish = publishing.createChannel();
            Thread publisher = new Thread(() -> publishUntil(publish, unblocked));
            publisher.start();

            assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(reason.get()).isEqualTo("low on memory");
            long held = BROKER.broker().management().queues().stream()
                    .filter(queue -> queue.name().equals("filling"))
                    .mapToLong(queue -> queue.bytes())
                    .sum();
            assertThat(held).isLessThan(4 * MAX_HELD_BYTES);

            drain.queuePurge("filling");

            assertThat(unblocked.await(20, TimeUnit.SECONDS)).isTrue();
            publisher.join();
            drain.queueDelete("filling");
        }
    }

    private static void publishUntil(Channel channel, CountDownLatch unblocked) {
        try {
            while (unblocked.getCount() > 0) {
                channel.basicPublish("", "filling", null, new byte[1000]);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("a consumer that reads nothing is sent a bounded amount, and the rest waits in the queue in order")
    void consumer_that_reads_nothing_is_sent_a_bounded_amount() throws Exception {
        try (Connection publishing = BROKER.connect();
                RawClient lazy = BROKER.channelOpened()) {
            Channel channel = publishing.createChannel();
            channel.queueDeclare("lazy", false, false, false, null);
            lazy.consume(1, "lazy", "c", true);
            channel.confirmSelect();
            int published = 0;
            while (channel.messageCount("lazy") < 20) {
                channel.basicPublish(
                        "",
                        "lazy",
                        null,
                        String.valueOf(published).repeat(20_000).getBytes(US_ASCII));
                published++;
            }

            assertThat(published).as("20 wait and the others are on their way").isLessThan(2_000);
            for (int i = 0; i < published; i++) {
                lazy.expect(1, 60, 60);
                assertThat(lazy.expectContent(1)).startsWith(String.valueOf(i));
            }
            await().untilAsserted(() -> assertThat(channel.messageCount("lazy")).isZero());
            channel.queueDelete("lazy");
        }
    }

    @Test
    @DisplayName("a client that asks without reading the answers is not read any more, and others are served")
    void client_that_does_not_read_answers_is_stopped() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        try (RawClient greedy = BROKER.channelOpened()) {
            Thread asking = new Thread(() -> ask(greedy, sent));
            asking.setDaemon(true);
            asking.start();

            await().pollInterval(java.time.Duration.ofMillis(300))
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> {
                        int before = sent.get();
                        Thread.onSpinWait();
                        await().pollDelay(java.time.Duration.ofMillis(500)).until(() -> true);
                        return sent.get() == before && before > 0;
                    });

            try (Connection other = BROKER.connect()) {
                assertThat(other.createChannel().queueDeclare().getQueue()).isNotEmpty();
            }
            BrokerInfo info = BROKER.broker().management().overview();
            assertThat(info.running()).isTrue();
        }
    }

    private static void ask(RawClient client, AtomicInteger sent) {
        byte[] once = RawClient.frame(
                RawFrame.METHOD,
                1,
                Arguments.method(60, 10).int32(0).int16(0).bits(false).bytes());
        byte[] many = new byte[once.length * 1000];
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(once, 0, many, i * once.length, once.length);
        }
        try {
            while (!Thread.currentThread().isInterrupted()) {
                client.bytes(many);
                sent.addAndGet(1000);
            }
        } catch (java.io.UncheckedIOException e) {
            Thread.currentThread().interrupt();
        }
    }
}
