package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

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
        ConnectionFactory factory = new ConnectionFactory();
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

    static boolean isListening(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }
}
