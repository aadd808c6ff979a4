package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A durable exchange with a durable queue and messages in it, which have to be there after a restart. */
final class DurableQueue {
    private static final String EXCHANGE = "kept-exchange";
    private static final String QUEUE = "kept-queue";
    private static final byte[] LARGE = new byte[300_000];

    private DurableQueue() {}

    /** Declares and fills the queue; when it returns, the broker has confirmed. */
    static void fill(int port) throws Exception {
        try (Connection connection = Amqp.connect(port);
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare(EXCHANGE, "topic", true);
            channel.queueDeclare(QUEUE, true, false, false, Map.of("x-max-length", 100));
            channel.queueBind(QUEUE, EXCHANGE, "k.#");
            channel.confirmSelect();
            channel.basicPublish(EXCHANGE, "k.1", MessageProperties.PERSISTENT_TEXT_PLAIN, bytes("first"));
            channel.basicPublish(EXCHANGE, "k.2", MessageProperties.PERSISTENT_BASIC, LARGE);
            channel.basicPublish(EXCHANGE, "k.3", MessageProperties.TEXT_PLAIN, bytes("transient"));
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    /** Checks that the broker knows nothing of the queue. */
    static void assertAbsent(int port) throws Exception {
        try (Connection connection = Amqp.connect(port)) {
            Channel channel = connection.createChannel();
            assertThatThrownBy(() -> channel.queueDeclarePassive(QUEUE)).hasStackTraceContaining("404");
        }
    }

    /** Checks that what has to be kept is there, publishes to it once more, and deletes it. */
    static void assertKept(int port) throws Exception {
        try (Connection connection = Amqp.connect(port);
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclarePassive(EXCHANGE);
            channel.queueDeclare(QUEUE, true, false, false, Map.of("x-max-length", 100));
            channel.confirmSelect();
            channel.basicPublish(EXCHANGE, "k.4", MessageProperties.PERSISTENT_TEXT_PLAIN, bytes("last"));
            channel.waitForConfirmsOrDie(10_000);

            GetResponse first = channel.basicGet(QUEUE, true);
            assertThat(first.getBody()).isEqualTo(bytes("first"));
            assertThat(first.getProps().getContentType()).isEqualTo("text/plain");
            assertThat(first.getEnvelope().getRoutingKey()).isEqualTo("k.1");
            assertThat(channel.basicGet(QUEUE, true).getBody()).isEqualTo(LARGE);
            assertThat(channel.basicGet(QUEUE, true).getBody()).isEqualTo(bytes("last"));
            assertThat(channel.basicGet(QUEUE, true)).isNull();
            channel.queueDelete(QUEUE);
            channel.exchangeDelete(EXCHANGE);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
