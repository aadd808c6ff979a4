package org.leveretmq.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leveretmq.Broker;
import org.leveretmq.store.SlowReadingStore;

/** Many queues and little memory: not even the beginnings of all queues fit into it, and nobody waits for ever all the same. */
@Timeout(120)
class SmallMemoryTest {
    private static final long HELD_BYTES = 1L << 20;
    private static final int QUEUES = 12;
    private static final int MESSAGES = 400;
    private static final int BODY_BYTES = 1000;
    private static final String DEAD = "dead";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AMQP.BasicProperties PERSISTENT =
            new AMQP.BasicProperties.Builder().deliveryMode(2).build();
    private static final AMQP.BasicProperties TRANSIENT = new AMQP.BasicProperties.Builder().build();

    private final Map<String, List<Integer>> received = new ConcurrentHashMap<>();
    private Broker broker;
    private Connection connection;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.builder()
                .port(0)
                .bindAddress("127.0.0.1")
                .maxHeldBytes(HELD_BYTES)
                .store(new SlowReadingStore())
                .build();
        broker.start();
        connection = connect();
        Channel channel = connection.createChannel();
        channel.queueDeclare(DEAD, true, false, false, null);
        for (int i = 0; i < QUEUES; i++) {
            channel.queueDeclare(
                    queue(i),
                    true,
                    false,
                    false,
                    Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", DEAD));
        }
    }

    private Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private static String queue(int number) {
        return "q" + number;
    }

    /** Publishes to all queues in turn, every other queue transient messages. */
    private void fill(int from, int to) throws Exception {
        Channel channel = connection.createChannel();
        channel.confirmSelect();
        for (int number = from; number < to; number++) {
            for (int i = 0; i < QUEUES; i++) {
                byte[] body = ByteBuffer.allocate(BODY_BYTES).putInt(number).array();
                channel.basicPublish("", queue(i), i % 2 == 0 ? PERSISTENT : TRANSIENT, body);
            }
        }
        channel.waitForConfirmsOrDie(PATIENCE.toMillis());
        channel.close();
    }

    /** Consumes; dead-letters each fifth message of the first half of the queues. */
    private void consume(Connection consuming, String queue, boolean rejects) throws IOException {
        Channel channel = consuming.createChannel();
        List<Integer> numbers = received.computeIfAbsent(queue, name -> new ArrayList<>());
        channel.basicQos(20);
        channel.basicConsume(queue, false, (tag, delivery) -> settle(channel, delivery, numbers, rejects), tag -> {});
    }

    private static void settle(Channel channel, Delivery delivery, List<Integer> numbers, boolean rejects)
            throws IOException {
        int number = ByteBuffer.wrap(delivery.getBody()).getInt();
        numbers.add(number);
        if (rejects && number % 5 == 0) {
            channel.basicReject(delivery.getEnvelope().getDeliveryTag(), false);
        } else {
            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        }
    }

    private void awaitEmpty() throws Exception {
        try (Channel channel = connection.createChannel()) {
            await().atMost(PATIENCE).until(() -> channel.messageCount(DEAD) == 0 && emptyQueues(channel) == QUEUES);
        }
    }

    private static int emptyQueues(Channel channel) throws IOException {
        int empty = 0;
        for (int i = 0; i < QUEUES; i++) {
            empty += channel.messageCount(queue(i)) == 0 ? 1 : 0;
        }
        return empty;
    }

    @Test
    void publishers_do_not_wait_for_consumers_when_the_store_can_take_everything() throws Exception {
        fill(0, MESSAGES);

        await().untilAsserted(() -> assertThat(broker.alarms()).isEmpty());
    }

    @Test
    void everything_is_delivered_in_order_while_more_comes_and_some_is_dead_lettered() throws Exception {
        fill(0, MESSAGES);
        try (Connection consuming = connect()) {
            for (int i = 0; i < QUEUES; i++) {
                consume(consuming, queue(i), i < QUEUES / 2);
            }
            consume(consuming, DEAD, false);

            fill(MESSAGES, 2 * MESSAGES);

            awaitEmpty();
        }
        for (int i = 0; i < QUEUES; i++) {
            assertThat(received.get(queue(i)))
                    .as(queue(i))
                    .isEqualTo(IntStream.range(0, 2 * MESSAGES).boxed().toList());
        }
        assertThat(received.get(DEAD)).hasSize(QUEUES / 2 * (2 * MESSAGES / 5));
    }
}
