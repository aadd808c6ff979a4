package org.leveretmq.examples;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A tour of what the broker does beyond delivering: confirms, dead letters, time to live, priorities, direct replies, cancel notification. Every
 * step checks what it sees; a surprise ends the program with status 1.
 */
public final class Features {
    private static final int TIMEOUT_SECONDS = 10;

    private Features() {}

    private interface Step {
        void run(Channel channel) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(arguments.length > 0 ? arguments[0] : "amqp://guest:guest@localhost:5672");
        try (Connection connection = factory.newConnection()) {
            run(connection, "confirms", Features::confirms);
            run(connection, "dead letters", Features::deadLetters);
            run(connection, "time to live", Features::timeToLive);
            run(connection, "priorities", Features::priorities);
            run(connection, "direct replies", Features::directReplies);
            run(connection, "cancel notification", Features::cancelNotification);
        }
    }

    private static void run(Connection connection, String name, Step step) throws Exception {
        try (Channel channel = connection.createChannel()) {
            step.run(channel);
            System.out.println("ok: " + name);
        }
    }

    private static void confirms(Channel channel) throws Exception {
        BlockingQueue<Integer> returned = new LinkedBlockingQueue<>();
        channel.addReturnListener(message -> returned.add(message.getReplyCode()));
        channel.confirmSelect();
        String queue = exclusiveQueue(channel, Map.of());
        channel.basicPublish("", queue, true, MessageProperties.PERSISTENT_TEXT_PLAIN, bytes("safe"));
        channel.basicPublish("", "nobody-has-this-queue", true, null, bytes("lost"));
        channel.waitForConfirmsOrDie(TIMEOUT_SECONDS * 1000L);
        expect(List.copyOf(returned).equals(List.of(312)), "came back for " + returned);
    }

    private static void deadLetters(Channel channel) throws Exception {
        String dead = exclusiveQueue(channel, Map.of());
        String queue =
                exclusiveQueue(channel, Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead));
        channel.basicPublish("", queue, null, bytes("bad"));
        Delivery bad = next(consume(channel, queue, false));
        channel.basicReject(bad.getEnvelope().getDeliveryTag(), false);
        Delivery letter = next(consume(channel, dead, true));
        Map<?, ?> death = firstDeath(letter);
        expect(text(letter).equals("bad"), text(letter) + " is in the dead letter queue");
        expect(death.get("queue").toString().equals(queue), "it died in " + death);
        expect(death.get("reason").toString().equals("rejected"), "it died of " + death);
        expect(death.get("count").equals(1L), "it died so often: " + death);
    }

    private static void timeToLive(Channel channel) throws Exception {
        String dead = exclusiveQueue(channel, Map.of());
        String queue = exclusiveQueue(
                channel,
                Map.of("x-message-ttl", 60_000, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead));
        channel.basicPublish(
                "", queue, new BasicProperties.Builder().expiration("50").build(), bytes("short-lived"));
        Map<?, ?> death = firstDeath(next(consume(channel, dead, true)));
        expect(death.get("reason").toString().equals("expired"), "it died of " + death);
        expect(death.get("original-expiration").toString().equals("50"), "its expiration was forgotten: " + death);
    }

    private static void priorities(Channel channel) throws Exception {
        String queue = exclusiveQueue(channel, Map.of("x-max-priority", 10));
        for (int priority : new int[] {1, 9, 5}) {
            BasicProperties properties =
                    new BasicProperties.Builder().priority(priority).build();
            channel.basicPublish("", queue, properties, bytes(Integer.toString(priority)));
        }
        BlockingQueue<Delivery> inbox = consume(channel, queue, true);
        List<String> received = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            received.add(text(next(inbox)));
        }
        expect(received.equals(List.of("9", "5", "1")), "the order is " + received);
    }

    private static void directReplies(Channel channel) throws Exception {
        String requests = exclusiveQueue(channel, Map.of());
        BlockingQueue<Delivery> replies = consume(channel, "amq.rabbitmq.reply-to", true);
        BlockingQueue<Delivery> asked = consume(channel, requests, true);
        BasicProperties properties = new BasicProperties.Builder()
                .replyTo("amq.rabbitmq.reply-to")
                .correlationId("1")
                .build();
        channel.basicPublish("", requests, properties, bytes("hello"));
        Delivery request = next(asked);
        BasicProperties answered = new BasicProperties.Builder()
                .correlationId(request.getProperties().getCorrelationId())
                .build();
        channel.basicPublish(
                "",
                request.getProperties().getReplyTo(),
                answered,
                bytes(text(request).toUpperCase(Locale.ROOT)));
        Delivery reply = next(replies);
        expect(text(reply).equals("HELLO"), "the reply is " + text(reply));
        expect(reply.getProperties().getCorrelationId().equals("1"), "the correlation id was lost");
    }

    private static void cancelNotification(Channel channel) throws Exception {
        BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
        String queue = channel.queueDeclare("", false, false, false, Map.of()).getQueue();
        String tag = channel.basicConsume(queue, false, (consumer, delivery) -> {}, cancelled::add);
        try (Channel other = channel.getConnection().createChannel()) {
            other.queueDelete(queue);
        }
        expect(tag.equals(cancelled.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS)), "nobody was told that the queue is gone");
    }

    private static String exclusiveQueue(Channel channel, Map<String, Object> arguments) throws IOException {
        return channel.queueDeclare("", false, true, true, arguments).getQueue();
    }

    private static BlockingQueue<Delivery> consume(Channel channel, String queue, boolean autoAck) throws IOException {
        BlockingQueue<Delivery> inbox = new LinkedBlockingQueue<>();
        channel.basicConsume(queue, autoAck, (tag, delivery) -> inbox.add(delivery), tag -> {});
        return inbox;
    }

    private static Delivery next(BlockingQueue<Delivery> inbox) throws InterruptedException {
        Delivery delivery = inbox.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        expect(delivery != null, "no message came");
        return delivery;
    }

    private static Map<?, ?> firstDeath(Delivery letter) {
        return (Map<?, ?>) ((List<?>) letter.getProperties().getHeaders().get("x-death")).get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Delivery delivery) {
        return new String(delivery.getBody(), StandardCharsets.UTF_8);
    }

    private static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException("Unexpected: " + otherwise);
        }
    }
}
