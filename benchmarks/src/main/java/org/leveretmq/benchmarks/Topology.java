package org.leveretmq.benchmarks;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The exchange, queues and bindings of a scenario, the same for every broker and every round.
 *
 * @param exchangeType the type of the exchange, whose name is {@link #EXCHANGE}
 * @param queues the number of queues, named {@link #QUEUE_PREFIX} and a number from 1; one more, which no consumer reads, gets {@code others}
 * @param durable whether all survive a restart
 * @param bindings the bindings of the queues that consumers read
 * @param others bindings that no message of the scenario matches
 */
record Topology(String exchangeType, int queues, boolean durable, List<Bound> bindings, List<Bound> others) {
    static final String EXCHANGE = "comparison";
    static final String QUEUE_PREFIX = "comparison-";
    private static final String UNREAD_QUEUE = "comparison-unread";

    /** A binding of the queue with this number. */
    record Bound(int queue, String routingKey, Map<String, Object> arguments) {}

    /** One queue bound to a direct exchange. */
    static Topology oneQueue(boolean durable) {
        return new Topology("direct", 1, durable, List.of(new Bound(1, "key", Map.of())), List.of());
    }

    /** Declares everything anew. */
    void declare(TestedBroker broker) throws IOException {
        delete(broker);
        try (Connection connection = broker.connect();
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare(EXCHANGE, exchangeType, durable);
            for (int i = 1; i <= queues; i++) {
                channel.queueDeclare(QUEUE_PREFIX + i, durable, false, false, Map.of());
            }
            for (Bound bound : bindings) {
                channel.queueBind(QUEUE_PREFIX + bound.queue, EXCHANGE, bound.routingKey, bound.arguments);
            }
            if (!others.isEmpty()) {
                channel.queueDeclare(UNREAD_QUEUE, durable, false, false, Map.of());
            }
            for (Bound bound : others) {
                channel.queueBind(UNREAD_QUEUE, EXCHANGE, bound.routingKey, bound.arguments);
            }
        } catch (TimeoutException e) {
            throw new IOException("The broker does not answer", e);
        }
    }

    /** Deletes everything. */
    void delete(TestedBroker broker) throws IOException {
        try (Connection connection = broker.connect();
                Channel channel = connection.createChannel()) {
            for (int i = 1; i <= queues; i++) {
                channel.queueDelete(QUEUE_PREFIX + i);
            }
            channel.queueDelete(UNREAD_QUEUE);
            channel.exchangeDelete(EXCHANGE);
        } catch (TimeoutException e) {
            throw new IOException("The broker does not answer", e);
        }
    }

    /** PerfTest's options for it: where to publish and what to read. */
    List<String> perfTestOptions() {
        List<String> queueOptions = queues == 1
                ? List.of("-u", QUEUE_PREFIX + 1)
                : List.of("-qp", QUEUE_PREFIX + "%d", "-qpf", "1", "-qpt", Integer.toString(queues));
        return Stream.of(
                        List.of("--predeclared", "--skip-binding-queues", "-e", EXCHANGE, "-t", exchangeType),
                        queueOptions)
                .flatMap(List::stream)
                .toList();
    }
}
