package org.leveretmq.benchmarks;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How long a mass operation on one queue keeps another queue of the same virtual host waiting: a message goes round and round through a
 * second queue while a queue of a million messages is purged, deleted, requeued, acknowledged, expired or dead-lettered. Prints the longest
 * round trip of each.
 *
 * <p>Arguments: the port of a broker on this machine, and the number of messages.
 */
public final class Stalls {
    private static final String BIG = "stalls-big";
    private static final byte[] BODY = new byte[100];

    private final ConnectionFactory factory = new ConnectionFactory();
    private final int messages;

    private Stalls(int port, int messages) {
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setAutomaticRecoveryEnabled(false);
        this.messages = messages;
    }

    private interface Operation {
        void run(Connection connection, Channel channel) throws Exception;
    }

    /** Measures every operation. */
    public static void main(String[] arguments) throws Exception {
        Stalls stalls = new Stalls(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("| operation | messages | duration ms | longest round trip ms |\n|---|---|---|---|");
        stalls.measure("none", false, Map.of(), null, (connection, channel) -> Thread.sleep(3000));
        for (int round = 0; round < 2; round++) {
            stalls.measureAll();
        }
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
            try (Connection other = factory.newConnection()) {
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
        try (Connection pinging = factory.newConnection()) {
            Connection connection = factory.newConnection();
            Channel channel = connection.createChannel();
            channel.queueDelete(BIG);
            channel.queueDeclare(BIG, false, false, false, arguments);
            fill(channel, ttlMillis);
            if (deliver) {
                takeAll(channel);
            }
            Pinger pinger = new Pinger(pinging);
            long begin = System.nanoTime();
            work.run(connection, channel);
            long end = System.nanoTime();
            double longest = pinger.stop();
            System.out.printf(
                    Locale.ROOT, "| %s | %,d | %,.0f | %.1f |%n", name, messages, (end - begin) / 1e6, longest / 1e6);
            connection.abort();
        }
    }

    private void fill(Channel channel, @Nullable Integer ttlMillis) throws Exception {
        AMQP.BasicProperties properties = ttlMillis == null
                ? null
                : new AMQP.BasicProperties.Builder()
                        .expiration(ttlMillis.toString())
                        .build();
        channel.confirmSelect();
        for (int i = 0; i < messages; i++) {
            channel.basicPublish("", BIG, properties, BODY);
        }
        channel.waitForConfirms();
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

    /** Sends a message round through a queue of its own, again and again, and remembers the longest time it took. */
    private static final class Pinger {
        private final Channel channel;
        private final String queue;
        private final SynchronousQueue<byte[]> back = new SynchronousQueue<>();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread = new Thread(this::run, "pinger");
        private long longestNanos;

        Pinger(Connection connection) throws IOException {
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
            thread.start();
        }

        private void run() {
            try {
                while (!stopped.get()) {
                    long begin = System.nanoTime();
                    channel.basicPublish("", queue, null, BODY);
                    if (back.poll(60, TimeUnit.SECONDS) == null) {
                        throw new IllegalStateException("a ping was lost");
                    }
                    longestNanos = Math.max(longestNanos, System.nanoTime() - begin);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        double stop() throws InterruptedException {
            stopped.set(true);
            thread.join();
            return longestNanos;
        }
    }
}
