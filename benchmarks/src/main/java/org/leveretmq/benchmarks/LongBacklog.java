package org.leveretmq.benchmarks;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * What a backlog of persistent messages of 1 KB costs: fills queues with it and waits for every confirm, looks at the heap, restarts the broker in
 * order and after SIGKILL, and drains a part of it in order. Prints one table.
 *
 * <p>Arguments: the broker, as {@link Comparison} takes it; the number of messages; the number of queues; how many messages to drain; and the
 * directory for its data. The broker gets {@code -Xmx1g}.
 */
public final class LongBacklog {
    private static final String QUEUE = "backlog-";
    private static final int BODY_BYTES = 1024;
    private static final int UNCONFIRMED = 1000;
    private static final int CONFIRM_LIMIT_MILLIS = 60_000;
    private static final int PREFETCH = 1000;
    private static final int ACK_EVERY = 100;
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(60);

    private final StartedBroker broker;
    private final int messages;
    private final int queues;

    private LongBacklog(StartedBroker broker, int messages, int queues) {
        this.broker = broker;
        this.messages = messages;
        this.queues = queues;
    }

    /** Measures. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[4]), "leveretmq-backlog");
        try (TestedBroker opened = new BrokerSource(arguments[0]).open(List.of("-Xmx1g"), directory)) {
            if (!(opened instanceof StartedBroker started)) {
                throw new IllegalArgumentException("Only a broker that is started here can be restarted");
            }
            new LongBacklog(started, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
                    .measure(Integer.parseInt(arguments[3]), directory);
        } finally {
            Directories.delete(directory);
        }
    }

    private void measure(int drained, Path directory) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%s: %,d messages in %d queues%n%n| step | seconds | messages/s | live heap MB |%n|---|---|---|---|%n",
                broker.product(),
                messages,
                queues);
        step("fill, every message confirmed", messages, this::fill);
        ProcessorTime.awaitQuiet(broker.pid(), QUIET_LIMIT);
        System.out.printf(Locale.ROOT, "| data on the disk: %,d MB | | | |%n", Directories.bytes(directory) >> 20);
        restart("listening after a stop in order", false);
        restart("listening after SIGKILL", true);
        step("drain of " + String.format(Locale.ROOT, "%,d", drained) + ", in order", drained, () -> drain(drained));
    }

    private interface Work {
        void run() throws Exception;
    }

    private void step(String name, int count, Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(Locale.ROOT, "| %s | %.1f | %,.0f | %s |%n", name, seconds, count / seconds, heap());
    }

    private void restart(String name, boolean kill) throws Exception {
        double seconds = broker.restart(kill).toNanos() / 1e9;
        System.out.printf(Locale.ROOT, "| %s | %.1f | | %s |%n", name, seconds, heap());
        try (Connection connection = broker.connect();
                Channel channel = connection.createChannel()) {
            long found = 0;
            for (int i = 0; i < queues; i++) {
                found += channel.messageCount(QUEUE + i);
            }
            if (found != messages) {
                throw new IllegalStateException("There are " + found + " messages, not " + messages);
            }
        }
    }

    private void fill() throws IOException, TimeoutException, InterruptedException {
        try (Connection connection = broker.connect();
                Channel channel = connection.createChannel()) {
            for (int i = 0; i < queues; i++) {
                channel.queueDeclare(QUEUE + i, true, false, false, Map.of());
            }
            channel.confirmSelect();
            for (int i = 0; i < messages; i++) {
                byte[] body = ByteBuffer.allocate(BODY_BYTES).putInt(i).array();
                channel.basicPublish("", QUEUE + i % queues, MessageProperties.PERSISTENT_BASIC, body);
                if ((i + 1) % UNCONFIRMED == 0) {
                    channel.waitForConfirmsOrDie(CONFIRM_LIMIT_MILLIS);
                }
            }
            channel.waitForConfirmsOrDie(CONFIRM_LIMIT_MILLIS);
        }
    }

    private void drain(int count) throws Exception {
        try (Connection connection = broker.connect()) {
            for (int i = 0; i < queues; i++) {
                drain(connection, i, count / queues);
            }
        }
    }

    private void drain(Connection connection, int queue, int count) throws Exception {
        Channel channel = connection.createChannel();
        channel.basicQos(PREFETCH);
        CompletableFuture<Void> done = new CompletableFuture<>();
        channel.basicConsume(QUEUE + queue, new DefaultConsumer(channel) {
            private int received;

            @Override
            public void handleDelivery(
                    String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
                    throws IOException {
                int expected = received * queues + queue;
                if (received < count && ByteBuffer.wrap(body).getInt() != expected) {
                    done.completeExceptionally(new IllegalStateException("Message " + expected + " did not come"));
                }
                received++;
                if (received <= count && (received % ACK_EVERY == 0 || received == count)) {
                    channel.basicAck(envelope.getDeliveryTag(), true);
                }
                if (received == count) {
                    done.complete(null);
                }
            }
        });
        done.get();
        channel.close();
    }

    /** What is live after a garbage collection, {@code –} if the broker is not on a JVM. */
    private String heap() throws IOException, InterruptedException {
        if (!broker.needsWarmup()) {
            return "–";
        }
        Process process = new ProcessBuilder(JavaPrograms.jcmd(), Long.toString(broker.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        // The last line: Total, instances, bytes.
        String[] total = Arrays.stream(text.split("\n", -1))
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IOException("jcmd does not tell the heap:\n" + text))
                .trim()
                .split(" +", -1);
        return String.format(Locale.ROOT, "%,d", Long.parseLong(total[2]) >> 20);
    }
}
