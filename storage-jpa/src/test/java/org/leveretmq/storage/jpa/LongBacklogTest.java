package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;

/** Queues that are too long for memory: a broker that may hold 4 MiB of messages, with 20 MB in its queues, over a socket. */
@Timeout(120)
class LongBacklogTest {
    private static final int MESSAGES = 10_000;
    private static final int BODY_BYTES = 2000;
    private static final long HELD_BYTES = 4L << 20;
    private static final AMQP.BasicProperties PERSISTENT =
            new AMQP.BasicProperties.Builder().deliveryMode(2).build();
    private static final AMQP.BasicProperties TRANSIENT = new AMQP.BasicProperties.Builder().build();

    @TempDir
    Path directory;

    private Broker broker;
    private Connection connection;
    private Channel channel;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.builder()
                .port(0)
                .bindAddress("127.0.0.1")
                .maxHeldBytes(HELD_BYTES)
                .store(new JpaMessageStore(new EmbeddedDerby(EmptyDerby.at(directory.resolve("store")))))
                .build();
        broker.start();
        connect();
    }

    private void connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    private void restart() throws Exception {
        connection.close();
        broker.close();
        broker.start();
        connect();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private static byte[] body(int number) {
        return ByteBuffer.allocate(BODY_BYTES).putInt(number).array();
    }

    private void publish(String exchange, String key, AMQP.BasicProperties properties, int from, int to)
            throws Exception {
        for (int i = from; i < to; i++) {
            channel.basicPublish(exchange, key, properties, body(i));
            if (i % 500 == 499) {
                channel.waitForConfirmsOrDie(30_000);
            }
        }
        channel.waitForConfirmsOrDie(30_000);
    }

    private void declare(String queue, boolean durable, Map<String, Object> arguments) throws Exception {
        channel.queueDeclare(queue, durable, false, false, arguments);
    }

    /** Receives so many messages with acknowledgements, 100 at a time. */
    private List<Integer> receive(String queue, int count) throws Exception {
        BlockingQueue<Delivery> received = new LinkedBlockingQueue<>();
        Channel consuming = connection.createChannel();
        consuming.basicQos(200);
        consuming.basicConsume(queue, false, (tag, delivery) -> received.add(delivery), tag -> {});
        List<Integer> numbers = new ArrayList<>();
        while (numbers.size() < count) {
            Delivery next = received.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("message after %d", numbers.size()).isNotNull();
            numbers.add(number(next.getBody()));
            if (numbers.size() % 100 == 0 || numbers.size() == count) {
                consuming.basicAck(next.getEnvelope().getDeliveryTag(), true);
            }
        }
        consuming.close();
        return numbers;
    }

    private static int number(byte[] body) {
        assertThat(body).hasSize(BODY_BYTES);
        return ByteBuffer.wrap(body).getInt();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private @Nullable Integer get(String queue) throws Exception {
        GetResponse response = channel.basicGet(queue, true);
        return response == null ? null : number(response.getBody());
    }

    private long rows() throws SQLException {
        try (java.sql.Connection derby = DriverManager.getConnection("jdbc:derby:" + directory.resolve("store"));
                ResultSet row = derby.createStatement().executeQuery("SELECT COUNT(*) FROM lmq_message")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void persistent_messages_leave_memory_and_come_back_in_order() throws Exception {
        declare("long", true, Map.of());

        publish("", "long", PERSISTENT, 0, MESSAGES);

        assertThat(broker.alarms()).isEmpty();
        assertThat(receive("long", MESSAGES)).isEqualTo(numbers(0, MESSAGES));
        await().untilAsserted(() -> assertThat(rows()).isZero());
    }

    @Test
    void a_long_queue_is_there_after_a_restart() throws Exception {
        declare("long", true, Map.of());
        publish("", "long", PERSISTENT, 0, MESSAGES);

        restart();

        assertThat(channel.messageCount("long")).isEqualTo(MESSAGES);
        assertThat(receive("long", MESSAGES)).isEqualTo(numbers(0, MESSAGES));
        await().untilAsserted(() -> assertThat(rows()).isZero());
    }

    @Test
    void consumers_keep_the_order_while_messages_come() throws Exception {
        declare("long", true, Map.of());
        publish("", "long", PERSISTENT, 0, MESSAGES / 2);

        List<Integer> first = receive("long", 1000);
        publish("", "long", PERSISTENT, MESSAGES / 2, MESSAGES);

        List<Integer> rest = receive("long", MESSAGES - 1000);
        assertThat(first).isEqualTo(numbers(0, 1000));
        assertThat(rest).isEqualTo(numbers(1000, MESSAGES));
    }

    @Test
    void fanned_out_messages_go_with_the_last_queue() throws Exception {
        declare("a", true, Map.of());
        declare("b", true, Map.of());
        channel.queueBind("a", "amq.fanout", "");
        channel.queueBind("b", "amq.fanout", "");
        publish("amq.fanout", "", PERSISTENT, 0, MESSAGES);
        restart();

        assertThat(receive("a", MESSAGES)).isEqualTo(numbers(0, MESSAGES));

        await().untilAsserted(() -> assertThat(channel.messageCount("a")).isZero());
        assertThat(rows()).isEqualTo(MESSAGES);
        assertThat(receive("b", MESSAGES)).isEqualTo(numbers(0, MESSAGES));
        await().untilAsserted(() -> assertThat(rows()).isZero());
    }

    @Test
    void transient_messages_of_a_transient_queue_leave_memory_too() throws Exception {
        declare("long", false, Map.of());

        publish("", "long", TRANSIENT, 0, MESSAGES);

        assertThat(broker.alarms()).isEmpty();
        assertThat(rows()).isPositive();
        assertThat(receive("long", MESSAGES)).isEqualTo(numbers(0, MESSAGES));
        await().untilAsserted(() -> assertThat(rows()).isZero());
    }

    @Test
    void persistent_messages_of_a_transient_queue_are_forgotten_by_a_restart() throws Exception {
        declare("long", false, Map.of());
        publish("", "long", PERSISTENT, 0, MESSAGES);
        assertThat(rows()).isPositive();

        restart();

        assertThat(broker.recovery().setAsideCount()).isZero();
        assertThat(rows()).isZero();
    }

    @Test
    void a_message_larger_than_a_queue_keeps_in_memory_comes() throws Exception {
        declare("long", true, Map.of());
        byte[] large = new byte[(int) (HELD_BYTES / 4)];
        for (int i = 0; i < 6; i++) {
            large[0] = (byte) i;
            channel.basicPublish("", "long", PERSISTENT, large);
        }
        channel.waitForConfirmsOrDie(30_000);

        for (int i = 0; i < 6; i++) {
            assertThat(channel.basicGet("long", true).getBody())
                    .hasSize(large.length)
                    .startsWith(i);
        }
        assertThat(channel.basicGet("long", true)).isNull();
    }

    @Test
    void transient_messages_do_not_come_back_after_a_restart() throws Exception {
        declare("mixed", true, Map.of());
        for (int i = 0; i < MESSAGES; i += 500) {
            publish("", "mixed", i % 1000 == 0 ? TRANSIENT : PERSISTENT, i, i + 500);
        }
        assertThat(rows()).isGreaterThan(MESSAGES / 2);

        restart();

        assertThat(channel.messageCount("mixed")).isEqualTo(MESSAGES / 2);
        assertThat(rows()).isEqualTo(MESSAGES / 2);
        assertThat(broker.recovery().setAsideCount()).isZero();
        assertThat(get("mixed")).isEqualTo(500);
    }

    @Test
    void the_store_forgets_a_transient_queue_that_is_deleted() throws Exception {
        declare("long", false, Map.of());
        publish("", "long", TRANSIENT, 0, MESSAGES);
        assertThat(rows()).isPositive();

        channel.queueDelete("long");

        await().untilAsserted(() -> assertThat(rows()).isZero());
    }

    @Test
    void purging_leaves_nothing_and_later_messages_come() throws Exception {
        declare("long", true, Map.of());
        publish("", "long", PERSISTENT, 0, MESSAGES);

        assertThat(channel.queuePurge("long").getMessageCount()).isEqualTo(MESSAGES);
        publish("", "long", PERSISTENT, MESSAGES, MESSAGES + 10);

        assertThat(receive("long", 10)).isEqualTo(numbers(MESSAGES, MESSAGES + 10));
        await().untilAsserted(() -> assertThat(rows()).isLessThanOrEqualTo(10));
    }

    @Test
    void returned_messages_come_first_again() throws Exception {
        declare("long", true, Map.of());
        publish("", "long", PERSISTENT, 0, MESSAGES);
        long last = 0;
        for (int i = 0; i < 500; i++) {
            last = channel.basicGet("long", false).getEnvelope().getDeliveryTag();
        }

        channel.basicNack(last, true, true);

        assertThat(receive("long", MESSAGES)).isEqualTo(numbers(0, MESSAGES));
    }

    @Test
    void expired_messages_are_dead_lettered_from_the_store_in_order() throws Exception {
        declare("dead", true, Map.of());
        declare(
                "long",
                true,
                Map.of("x-message-ttl", 3000, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", "dead"));

        publish("", "long", PERSISTENT, 0, MESSAGES);

        await().atMost(Duration.ofSeconds(60)).until(() -> channel.messageCount("dead") == MESSAGES);
        assertThat(channel.messageCount("long")).isZero();
        assertThat(receive("dead", MESSAGES)).isEqualTo(numbers(0, MESSAGES));
    }

    @Test
    void messages_that_expire_on_their_own_are_gone_after_a_restart() throws Exception {
        declare("long", true, Map.of());
        publish("", "long", PERSISTENT.builder().expiration("1").build(), 0, MESSAGES / 2);
        publish("", "long", PERSISTENT, MESSAGES / 2, MESSAGES);

        restart();

        await().until(() -> channel.messageCount("long") == MESSAGES / 2);
        assertThat(get("long")).isEqualTo(MESSAGES / 2);
    }

    @Test
    void the_oldest_make_room_from_the_store() throws Exception {
        declare("long", true, Map.of("x-max-length", MESSAGES / 2));

        publish("", "long", PERSISTENT, 0, MESSAGES);

        await().until(() -> channel.messageCount("long") == MESSAGES / 2);
        assertThat(receive("long", MESSAGES / 2)).isEqualTo(numbers(MESSAGES / 2, MESSAGES));
    }

    @Test
    void higher_priorities_come_first_from_the_store() throws Exception {
        declare("long", true, Map.of("x-max-priority", 2));
        publish("", "long", PERSISTENT.builder().priority(1).build(), 0, MESSAGES / 2);
        publish("", "long", PERSISTENT.builder().priority(2).build(), MESSAGES / 2, MESSAGES);
        restart();

        List<Integer> received = receive("long", MESSAGES);

        List<Integer> expected = new ArrayList<>(numbers(MESSAGES / 2, MESSAGES));
        expected.addAll(numbers(0, MESSAGES / 2));
        assertThat(received).isEqualTo(expected);
    }
}
