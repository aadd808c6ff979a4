package org.leveretmq.vhost;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.exchange.Destination;
import org.leveretmq.exchange.DuplicateFilter;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Delay;
import org.leveretmq.message.Message;
import org.leveretmq.queue.MessageQueue;

/**
 * Finds the queues of a message (AMQP 0-9-1 §3.1.3): through bindings of the exchange, through other exchanges bound to it and alternate
 * exchanges. A queue is found once, whatever the number of ways to it; cycles of exchanges end where they began.
 *
 * <p>Confined to the virtual host's loop. The list it returns is its own and valid until the next call.
 */
final class Router {
    private final VirtualHost host;
    private final Scheduler scheduler;
    private final List<MessageQueue> found = new ArrayList<>();
    private final List<Exchange> visited = new ArrayList<>();
    private final Consumer<Destination> sink = this::reached;
    private boolean anyDestination;
    private long routing;

    Router(VirtualHost host, Scheduler scheduler) {
        this.host = host;
        this.scheduler = scheduler;
    }

    /** The queues that the message is for. Its CC and BCC headers were validated. */
    List<MessageQueue> route(Exchange exchange, Message message) {
        begin();
        visited.add(exchange);
        routeFrom(0, message);
        return found;
    }

    /** The queues that a message is for which the exchange has kept back until now. */
    List<MessageQueue> routeDelayed(Exchange exchange, Message message) {
        begin();
        visited.add(exchange);
        routeThrough(exchange, message, CarbonCopies.moreKeys(message));
        routeFrom(1, message);
        return found;
    }

    /** Whether a queue is found for the message; the message does not count as published. */
    boolean leadsSomewhere(Exchange exchange, Message message) {
        begin();
        visited.add(exchange);
        List<String> moreKeys = CarbonCopies.moreKeys(message);
        for (int i = 0; i < visited.size() && found.isEmpty(); i++) {
            if (visited.get(i).delays() && Delay.millis(message) > 0) {
                return true;
            }
            routeThrough(visited.get(i), message, moreKeys);
        }
        return !found.isEmpty();
    }

    /** What was found last. */
    List<MessageQueue> lastFound() {
        return found;
    }

    private void begin() {
        found.clear();
        visited.clear();
        routing++;
    }

    private void routeFrom(int first, Message message) {
        List<String> moreKeys = CarbonCopies.moreKeys(message);
        for (int i = first; i < visited.size(); i++) {
            Exchange exchange = visited.get(i);
            exchange.countPublished();
            if (duplicate(exchange, message)) {
                continue;
            }
            if (exchange.delays() && Delay.millis(message) > 0) {
                reached(host.delayed().of(exchange));
            } else {
                routeThrough(exchange, message, moreKeys);
            }
        }
    }

    private boolean duplicate(Exchange exchange, Message message) {
        DuplicateFilter filter = exchange.duplicates();
        return filter != null && filter.seenBefore(message, scheduler.currentTimeMillis());
    }

    private void routeThrough(Exchange exchange, Message message, List<String> moreKeys) {
        anyDestination = false;
        routeByKey(exchange, message.routingKey(), message);
        for (int i = 0; i < moreKeys.size(); i++) {
            routeByKey(exchange, moreKeys.get(i), message);
        }
        String alternate = exchange.alternateExchange();
        if (!anyDestination && alternate != null) {
            Exchange next = host.exchanges().find(alternate);
            if (next != null) {
                visit(next);
            }
        }
    }

    private void routeByKey(Exchange exchange, String key, Message message) {
        if (!host.exchanges().isDefault(exchange)) {
            exchange.bindings().route(key, message, sink);
            return;
        }
        MessageQueue declared = host.queues().find(key);
        MessageQueue queue = declared == null ? host.queues().replies().find(key) : declared;
        if (queue != null) {
            reached(queue);
        }
    }

    private void reached(Destination destination) {
        anyDestination = true;
        if (destination instanceof MessageQueue queue) {
            if (queue.reachedFirst(routing)) {
                found.add(queue);
            }
        } else if (destination instanceof Exchange exchange) {
            visit(exchange);
        }
    }

    private void visit(Exchange exchange) {
        if (!visited.contains(exchange)) {
            visited.add(exchange);
        }
    }
}
