package org.leveretmq.examples;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Hands ten jobs to a durable queue, safely, and works on them one after the other. */
public final class WorkQueue {
    private static final int JOBS = 10;

    private WorkQueue() {}

    public static void main(String[] arguments) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(arguments.length > 0 ? arguments[0] : "amqp://guest:guest@localhost:5672");
        try (Connection connection = factory.newConnection()) {
            publish(connection);
            work(connection);
        }
    }

    private static void publish(Connection connection) throws Exception {
        try (Channel channel = connection.createChannel()) {
            channel.queueDeclare("jobs", true, false, false, Map.of());
            channel.confirmSelect();
            for (int i = 1; i <= JOBS; i++) {
                byte[] body = ("job " + i).getBytes(StandardCharsets.UTF_8);
                channel.basicPublish("", "jobs", MessageProperties.PERSISTENT_TEXT_PLAIN, body);
            }
            channel.waitForConfirmsOrDie(5_000);
            System.out.println("The broker has confirmed " + JOBS + " jobs");
        }
    }

    private static void work(Connection connection) throws Exception {
        CountDownLatch done = new CountDownLatch(JOBS);
        Channel channel = connection.createChannel();
        channel.basicQos(1);
        channel.basicConsume(
                "jobs",
                false,
                (tag, delivery) -> {
                    System.out.println("Working on " + new String(delivery.getBody(), StandardCharsets.UTF_8));
                    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    done.countDown();
                },
                tag -> System.out.println("The queue was deleted"));
        if (!done.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Not all jobs have come back");
        }
        channel.close();
    }
}
