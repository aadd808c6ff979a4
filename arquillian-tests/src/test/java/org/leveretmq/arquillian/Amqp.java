package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a client of the broker sees. */
final class Amqp {
    private Amqp() {}

    static Connection connect(int port) throws Exception {
        return connect(port, "guest", "guest");
    }

    static Connection connect(int port, String user, String password) throws Exception {
        return connect(port, ConnectionFactory.DEFAULT_VHOST, user, password);
    }

    static Connection connect(int port, String virtualHost, String user, String password) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setVirtualHost(virtualHost);
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    /** Publishes with a confirm, consumes and acknowledges. */
    static void assertServes(int port) throws Exception {
        try (Connection connection = connect(port);
                Channel channel = connection.createChannel()) {
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            String queue = channel.queueDeclare().getQueue();
            channel.basicConsume(
                    queue,
                    false,
                    (tag, delivery) -> {
                        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                        received.add(new String(delivery.getBody(), StandardCharsets.UTF_8));
                    },
                    tag -> {});
            channel.confirmSelect();
            channel.basicPublish("", queue, null, "hello".getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(5000);

            assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("hello");
        }
    }

    /** The server's user alice may log in with her password only, and use queues whose names begin with {@code alice}. */
    static void assertServesAliceOfTheServer(int port) throws Exception {
        try (Connection connection = connect(port, "alice", "secret-1");
                Channel channel = connection.createChannel()) {
            assertThat(channel.queueDeclare("alice", false, true, true, null).getQueue())
                    .isEqualTo("alice");
        }
        try (Connection connection = connect(port, "alice", "secret-1")) {
            Channel channel = connection.createChannel();
            assertThatThrownBy(() -> channel.queueDeclare("bob", false, true, true, null))
                    .hasStackTraceContaining("403");
        }
        assertThatThrownBy(() -> connect(port, "alice", "wrong")).isInstanceOf(AuthenticationFailureException.class);
        assertThatThrownBy(() -> connect(port, "nobody", "secret-1"))
                .isInstanceOf(AuthenticationFailureException.class);
        assertServes(port);
    }

    static boolean isListening(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }
}
