package org.leveretmq.benchmarks;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How long a mass operation on one queue keeps another queue of the same virtual host waiting: a message goes round and round through a
 * second queue while a queue of a million messages is purged, deleted, requeued, acknowledged, expired or dead-lettered. Prints the longest
 * round trip of each. With persistent messages it purges and deletes only, and another client publishes persistent messages to a third queue, each when
 * the one before was confirmed: the longest wait for a confirm is printed too.
 *
 * <p>Arguments: the broker, as {@link Comparison} takes it; {@code transient} or {@code persistent}; the number of messages; and the directory for its
 * data. The broker gets {@code -Xmx1g} for persistent messages and {@code -Xmx2g} for those that stay in memory.
 */
public final class Stalls {
    private static final String BIG = "stalls-big";
    private static final byte[] BODY = new byte[100];
    private static final byte[] PERSISTENT_BODY = new byte[1024];
    private static final int UNCONFIRMED = 1000;
    private static final int CONFIRM_LIMIT_MILLIS = 120_000;
    /** The store may still be giving up what has gone. */
    private static final long AFTERMATH_MILLIS = 20_000;

    private final StartedBroker broker;
    private final int messages;
    private final boolean persistent;

    private Stalls(StartedBroker broker, int messages, boolean persistent) {
        this.broker = broker;
        this.messages = messages;
        this.persistent = persistent;
    }

    private interface Operation {
        void run(Connection connection, Channel channel) throws Exception;
    }

    /** Measures every operation. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[3]), "leveretmq-stalls");
        boolean persistent = arguments[1].equals("persistent");
        List<String> options = List.of(persistent ? "-Xmx1g" : "-Xmx2g");
        try (TestedBroker opened = new BrokerSource(arguments[0]).open(options, directory)) {
            if (!(opened instanceof StartedBroker started)) {
                throw new IllegalArgumentException("Only a broker that is started here has nothing else to do");
            }
            new Stalls(started, Integer.parseInt(arguments[2]), persistent).measure();
        } finally {
            Directories.delete(directory);
        }
    }

    private void measure() throws Exception {
        System.out.println(
                "| operation | messages | duration ms | longest round trip ms | longest wait for a confirm ms |");
        System.out.println("|---|---|---|---|---|");
        measure("none", false, Map.of(), null, (connection, channel) -> Thread.sleep(3000));
        for (int round = 0; round < 2; round++) {
            if (persistent) {
                measurePersistent();
            } else {
                measureAll();
            }
        }
    }

    private void measurePersistent() throws Exception {
        measure("purge", false, Map.of(), null, (connection, channel) -> channel.queuePurge(BIG));
        measure("delete", false, Map.of(), null, (connection, channel) -> channel.queueDelete(BIG));
    }

    private void measureAll() throws Exception {
        measure("purge", false, Map.of(), null, (connection, channel) -> channel.queuePurge(BIG));
        measure("delete", false, Map.of(), null, (connection, channel) -> channel.queueDelete(BIG));
        measure("nack with requeue", true, Map.of(), null, (connection, channel) -> {
            channel.basicNack(0, true, true);
            channel.basicGet(BIG, true);
        });
        measure("ack", true, Map.of(), null, (connection, channel) -> {
            channel.basicAck(0, true);
            awaitEmpty(channel);
        });
        measure("end of connection", true, Map.of(), null, (connection, channel) -> {
            connection.abort();
            try (Connection other = broker.connect()) {
                other.createChannel().basicGet(BIG, true);
            }
        });
        measure("expiry", false, Map.of(), 12_000, (connection, channel) -> awaitEmpty(channel));
        measure(
                "expiry to a dead letter exchange",
                false,
                Map.of("x-dead-letter-exchange", "amq.fanout"),
                12_000,
                (connection, channel) -> awaitEmpty(channel));
    }

    private static void awaitEmpty(Channel channel) throws Exception {
        while (channel.queueDeclarePassive(BIG).getMessageCount() > 0) {
            Thread.sleep(20);
        }
    }

    private void measure(
            String name, boolean deliver, Map<String, Object> arguments, @Nullable Integer ttlMillis, Operation work)
            throws Exception {
        try (Connection pinging = broker.connect();
                Connection confirming = broker.connect()) {
            Connection connection = broker.connect();
            Channel channel = connection.createChannel();
            channel.queueDelete(BIG);
            channel.queueDeclare(BIG, persistent, false, false, arguments);
            fill(channel, ttlMillis);
            if (deliver) {
                takeAll(channel);
            }
            Repetition roundTrips = Repetition.begin("pinger", new RoundTrip(pinging));
            Repetition confirms = persistent ? Repetition.begin("confirms", new ConfirmedPublish(confirming)) : null;
            long begin = System.nanoTime();
            work.run(connection, channel);
            long end = System.nanoTime();
            if (persistent) {
                Thread.sleep(AFTERMATH_MILLIS);
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %,.0f | %.1f | %s |%n",
                    name,
                    messages,
                    (end - begin) / 1e6,
                    roundTrips.stop() / 1e6,
                    confirms == null ? "–" : String.format(Locale.ROOT, "%.1f", confirms.stop() / 1e6));
            connection.abort();
        }
    }

    private void fill(Channel channel, @Nullable Integer ttlMillis) throws Exception {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .expiration(ttlMillis == null ? null : ttlMillis.toString())
                .deliveryMode(persistent ? 2 : 1)
                .build();
        channel.confirmSelect();
        for (int i = 1; i <= messages; i++) {
            channel.basicPublish("", BIG, properties, persistent ? PERSISTENT_BODY : BODY);
            if (persistent && i % UNCONFIRMED == 0) {
                channel.waitForConfirmsOrDie(CONFIRM_LIMIT_MILLIS);
            }
        }
        channel.waitForConfirmsOrDie(CONFIRM_LIMIT_MILLIS);
    }

    private void takeAll(Channel channel) throws Exception {
        AtomicLong taken = new AtomicLong();
        String tag = channel.basicConsume(BIG, false, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(
                    String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
                taken.incrementAndGet();
            }
        });
        while (taken.get() < messages) {
            Thread.sleep(10);
        }
        channel.basicCancel(tag);
    }

    private interface Step {
        void run() throws IOException, InterruptedException, TimeoutException;
    }

    /** Takes the same step again and again, and remembers the longest time that one took. */
    private static final class Repetition {
        private final Step step;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread;
        private long longestNanos;

        private Repetition(String name, Step step) {
            this.step = step;
            this.thread = new Thread(this::run, name);
        }

        static Repetition begin(String name, Step step) {
            Repetition repetition = new Repetition(name, step);
            repetition.thread.start();
            return repetition;
        }

        private void run() {
            try {
                while (!stopped.get()) {
                    long begin = System.nanoTime();
                    step.run();
                    longestNanos = Math.max(longestNanos, System.nanoTime() - begin);
                }
            } catch (IOException | InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }

        double stop() throws InterruptedException {
            stopped.set(true);
            thread.join();
            return longestNanos;
        }
    }

    /** Sends a message round through a queue of its own. */
    private static final class RoundTrip implements Step {
        private final Channel channel;
        private final String queue;
        private final SynchronousQueue<byte[]> back = new SynchronousQueue<>();

        RoundTrip(Connection connection) throws IOException {
            channel = connection.createChannel();
            queue = channel.queueDeclare().getQueue();
            channel.basicConsume(
                    queue,
                    true,
                    (tag, delivery) -> {
                        try {
                            back.put(delivery.getBody());
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    tag -> {});
        }

        @Override
        public void run() throws IOException, InterruptedException {
            channel.basicPublish("", queue, null, BODY);
            if (back.poll(60, TimeUnit.SECONDS) == null) {
                throw new IllegalStateException("a ping was lost");
            }
        }
    }

    /** Publishes a persistent message to a durable queue that keeps only the last one, and waits for the confirm. */
    private static final class ConfirmedPublish implements Step {
        private static final String QUEUE = "stalls-confirmed";

        private final Channel channel;

        ConfirmedPublish(Connection connection) throws IOException {
            channel = connection.createChannel();
            channel.queueDeclare(QUEUE, true, false, false, Map.of("x-max-length", 1));
            channel.confirmSelect();
        }

        @Override
        public void run() throws IOException, InterruptedException, TimeoutException {
            channel.basicPublish("", QUEUE, MessageProperties.PERSISTENT_BASIC, PERSISTENT_BODY);
            channel.waitForConfirmsOrDie(CONFIRM_LIMIT_MILLIS);
        }
    }
}
