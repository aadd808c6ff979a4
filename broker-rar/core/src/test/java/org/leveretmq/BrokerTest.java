package org.leveretmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BrokerTest {
    private static Connection connect(Broker broker) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    @Test
    void delivers_what_was_published() throws Exception {
        try (Broker broker = Broker.builder().port(0).build()) {
            broker.start();
            try (Connection connection = connect(broker);
                    Channel channel = connection.createChannel()) {
                String queue = channel.queueDeclare().getQueue();
                List<String> received = new CopyOnWriteArrayList<>();
                channel.basicConsume(
                        queue,
                        true,
                        (tag, delivery) -> received.add(new String(delivery.getBody(), StandardCharsets.UTF_8)),
                        tag -> {});
                channel.confirmSelect();
                channel.basicPublish("", queue, null, "hello".getBytes(StandardCharsets.UTF_8));
                channel.waitForConfirmsOrDie(5000);

                await().untilAsserted(() -> assertThat(received).containsExactly("hello"));
            }
        }
    }

    @Test
    void keeps_durable_things_in_its_store_when_it_is_restarted() throws Exception {
        try (Broker broker = Broker.builder().port(0).build()) {
            broker.start();
            try (Connection connection = connect(broker);
                    Channel channel = connection.createChannel()) {
                channel.queueDeclare("kept", true, false, false, Map.of());
                channel.confirmSelect();
                channel.basicPublish("", "kept", MessageProperties.PERSISTENT_BASIC, new byte[] {1});
                channel.basicPublish("", "kept", null, new byte[] {2});
                channel.waitForConfirmsOrDie(5000);
            }
            broker.close();
            broker.start();
            try (Connection connection = connect(broker);
                    Channel channel = connection.createChannel()) {
                assertThat(channel.basicGet("kept", true).getBody()).containsExactly(1);
                assertThat(channel.basicGet("kept", true)).isNull();
            }
        }
    }

    @Test
    void says_which_address_is_taken_and_leaves_no_thread() throws Exception {
        try (Broker first = Broker.builder().port(0).build()) {
            first.start();
            Broker second = Broker.builder()
                    .name("second")
                    .bindAddress("127.0.0.1")
                    .port(first.port())
                    .build();

            assertThatThrownBy(second::start)
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("Cannot listen on 127.0.0.1:" + first.port());
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("leveretmq-second")));
        }
    }

    @Test
    void leaves_no_thread_when_it_is_closed() throws Exception {
        Broker broker = Broker.builder().name("closing").port(0).build();
        broker.start();
        Connection connection = connect(broker);
        broker.close();

        await().untilAsserted(() -> assertThat(connection.isOpen()).isFalse());
        assertThat(connection.getCloseReason().getMessage()).contains("320");
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("leveretmq-closing")));
    }
}
