package org.leveretmq.storage.jpa.crash;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The exchanges and queues that are used, all durable. */
final class Topology {
    static final int ORDER_QUEUES = 2;
    static final String EVENTS = "events";
    static final String DELAYS = "delays";
    static final String WORK = "work";
    static final String DEAD = "dead";
    static final String SHORT = "short";
    static final String EXPIRED = "expired";
    static final String LATER = "later";
    static final String INPUT = "tx.in";
    static final String OUTPUT_A = "tx.a";
    static final String OUTPUT_B = "tx.b";
    /** What is confirmed here was sent to know that everything before it is committed. */
    static final String MARKS = "marks";

    private static final int EXPIRES_MILLIS = 100;

    private Topology() {}

    static String orders(long number) {
        return "orders." + number % ORDER_QUEUES;
    }

    static String[] eventQueues() {
        return new String[] {"events.a", "events.b", "events.c"};
    }

    /** The queues that messages end in. */
    static Map<String, QueueTraits> queues() {
        QueueTraits consumed = new QueueTraits(true, true);
        QueueTraits kept = new QueueTraits(true, false);
        Map<String, QueueTraits> queues = new TreeMap<>();
        for (int i = 0; i < ORDER_QUEUES; i++) {
            queues.put(orders(i), consumed);
        }
        queues.putAll(Map.of("events.a", consumed, "events.b", kept, "events.c", kept));
        queues.putAll(Map.of(WORK, consumed, DEAD, kept, EXPIRED, kept, LATER, new QueueTraits(false, false)));
        queues.putAll(Map.of(INPUT, consumed, OUTPUT_A, kept, OUTPUT_B, kept));
        return queues;
    }

    static void declare(Channel channel) throws IOException {
        for (String queue : queues().keySet()) {
            Map<String, Object> arguments = queue.equals(WORK) ? deadLettering(DEAD) : Map.of();
            channel.queueDeclare(queue, true, false, false, arguments);
        }
        Map<String, Object> expiring = new TreeMap<>(deadLettering(EXPIRED));
        expiring.put("x-message-ttl", EXPIRES_MILLIS);
        channel.queueDeclare(SHORT, true, false, false, expiring);
        channel.queueDeclare(MARKS, true, false, false, null);
        channel.exchangeDeclare(EVENTS, "fanout", true);
        for (String queue : eventQueues()) {
            channel.queueBind(queue, EVENTS, "");
        }
        channel.exchangeDeclare(DELAYS, "x-delayed-message", true, false, Map.of("x-delayed-type", "direct"));
        channel.queueBind(LATER, DELAYS, LATER);
    }

    private static Map<String, Object> deadLettering(String queue) {
        return Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", queue);
    }

    /** Whether messages wait anywhere. */
    static boolean anyWaiting(Channel channel) throws IOException {
        boolean waiting = channel.messageCount(SHORT) > 0;
        for (String queue : queues().keySet()) {
            waiting |= channel.messageCount(queue) > 0;
        }
        return waiting;
    }
}
