package org.leveretmq.storage.jpa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.embedded.LocalSession;

/**
 * AMQP 0-9-1 §1.9: the process is killed (SIGKILL) while clients commit transactions over several queues; of each transaction everything is there
 * afterwards, or nothing, and everything if its commit was answered.
 */
class KilledChannelTransactionTest {
    private static final int CLIENTS = 5;
    private static final int PUBLISHES = 5;
    private static final int IN = 2_000;

    @TempDir
    Path directory;

    private static Broker broker(Path directory) {
        return Broker.builder()
                .name("killed-channel-test")
                .port(0)
                .bindAddress("127.0.0.1")
                .store(new JpaMessageStore(new EmbeddedDerby(directory.resolve("store"))))
                .build();
    }

    /** A broker that prints its port and waits to be killed. */
    static final class Server {
        private Server() {}

        public static void main(String[] arguments) throws Exception {
            Broker broker = broker(Path.of(arguments[0]));
            broker.start();
            System.out.println(broker.port());
            new CountDownLatch(1).await();
        }
    }

    /**
     * Commits one transaction after the other until the broker is gone: takes one message from "in", and publishes its number so many times to "a" and
     * to "b". The committed count becomes the last number whose commit was answered.
     */
    private static void work(ConnectionFactory factory, int client, AtomicInteger committed, CountDownLatch enough) {
        try (Connection connection = factory.newConnection()) {
            Channel channel = connection.createChannel();
            channel.txSelect();
            for (int number = 1; ; number++) {
                GetResponse taken = channel.basicGet("in", false);
                channel.basicAck(taken.getEnvelope().getDeliveryTag(), false);
                byte[] body = (client + "." + number).getBytes(US_ASCII);
                for (int i = 0; i < PUBLISHES; i++) {
                    channel.basicPublish("", "a", MessageProperties.PERSISTENT_BASIC, body);
                    channel.basicPublish("", "b", MessageProperties.PERSISTENT_BASIC, body);
                }
                channel.txCommit();
                committed.set(number);
                enough.countDown();
            }
        } catch (IOException | AlreadyClosedException | TimeoutException e) {
            // The broker is gone.
        }
    }

    @Test
    void each_transaction_is_there_as_a_whole_or_not_at_all() throws Exception {
        Process server = ChildJvm.running(
                        Server.class,
                        List.of("-Dderby.stream.error.file=" + directory.resolve("derby.log")),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<AtomicInteger> committed = new ArrayList<>();
        try (BufferedReader output = server.inputReader(US_ASCII)) {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setHost("127.0.0.1");
            factory.setAutomaticRecoveryEnabled(false);
            factory.setPort(Integer.parseInt(output.readLine()));
            prepare(factory);
            CountDownLatch enough = new CountDownLatch(100);
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                AtomicInteger last = new AtomicInteger();
                committed.add(last);
                clients.add(CompletableFuture.runAsync(
                        () -> work(factory, client, last, enough), task -> new Thread(task).start()));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
            server.toHandle().destroyForcibly();
            clients.forEach(CompletableFuture::join);
        } finally {
            server.destroyForcibly();
        }
        assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();

        try (Broker broker = broker(directory)) {
            broker.start();
            try (LocalSession session = broker.openSession("/")) {
                Map<String, Integer> a = counts(session, "a");
                assertThat(counts(session, "b")).isEqualTo(a);
                assertThat(a.values()).as("of each transaction").containsOnly(PUBLISHES);
                for (int i = 0; i < CLIENTS; i++) {
                    int last = committed.get(i).get();
                    for (int number = 1; number <= last; number++) {
                        assertThat(a).containsKey(i + "." + number);
                    }
                    assertThat(a).as("not even begun").doesNotContainKey(i + "." + (last + 2));
                }
                assertThat(session.inspectQueue("in").orElseThrow().ready())
                        .as("one message taken for each transaction")
                        .isEqualTo(IN - a.size());
                System.out.println("Killed after "
                        + committed.stream().mapToInt(AtomicInteger::get).sum()
                        + " commits were answered: " + a.size() + " transactions are there as a whole, none in part");
            }
        }
    }

    private static void prepare(ConnectionFactory factory) throws Exception {
        try (Connection connection = factory.newConnection()) {
            Channel channel = connection.createChannel();
            for (String queue : List.of("in", "a", "b")) {
                channel.queueDeclare(queue, true, false, false, null);
            }
            channel.confirmSelect();
            for (int i = 0; i < IN; i++) {
                channel.basicPublish("", "in", MessageProperties.PERSISTENT_BASIC, new byte[1]);
            }
            channel.waitForConfirmsOrDie(20_000);
        }
    }

    private static Map<String, Integer> counts(LocalSession session, String queue) {
        Map<String, Integer> counts = new HashMap<>();
        for (var next = session.get(queue); next.isPresent(); next = session.get(queue)) {
            LocalMessage message = next.get();
            counts.merge(new String(message.body(), US_ASCII), 1, Integer::sum);
        }
        return counts;
    }
}
