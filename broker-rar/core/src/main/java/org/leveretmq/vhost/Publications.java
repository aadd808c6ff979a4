package org.leveretmq.vhost;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.durability.Completion;
import org.leveretmq.durability.Journal;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Delay;
import org.leveretmq.message.Message;
import org.leveretmq.queue.DeathReason;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueEntry;

/**
 * How messages come from the exchanges of a virtual host into its queues and the store: published, staged for a transaction, dead-lettered, or when
 * their delay is over. Confined to the virtual host's loop.
 */
final class Publications {
    private final VirtualHost host;
    private final Journal journal;
    private final Scheduler scheduler;
    private final Router router;
    private final List<QueueEntry> toStore = new ArrayList<>();

    Publications(VirtualHost host, Journal journal, Scheduler scheduler) {
        this.host = host;
        this.journal = journal;
        this.scheduler = scheduler;
        this.router = new Router(host, scheduler);
    }

    /** The exchange that the message is for. @throws ChannelException as {@link VirtualHost#requirePublishable} */
    Exchange requirePublishable(Message message) throws ChannelException {
        Exchange exchange = host.exchanges().require(message.exchange());
        if (exchange.internal()) {
            throw ChannelException.accessRefused(
                    "cannot publish to internal exchange '" + exchange.name() + "' in vhost '" + host.name() + "'");
        }
        CarbonCopies.validate(message);
        return exchange;
    }

    /** Routes a message to its queues. */
    PublishResult publish(Exchange exchange, Message message, Completion whenStored) {
        List<MessageQueue> routed = router.route(exchange, message);
        host.counters().count(Figure.PUBLISH);
        exchange.countRouted(routed.size());
        if (routed.isEmpty()) {
            return PublishResult.UNROUTABLE;
        }
        boolean keptBack = routed.size() == 1 && routed.get(0).arguments().delaying();
        return enqueue(routed, keptBack ? message : CarbonCopies.withoutBlindCopies(message), whenStored);
    }

    /** Finds the queues of a message that is to be published with a transaction. */
    StagedMessage stage(Exchange exchange, Message message) {
        List<MessageQueue> routed = router.route(exchange, message);
        boolean keptBack = routed.size() == 1 && routed.get(0).arguments().delaying();
        return new StagedMessage(host, routed, keptBack ? message : CarbonCopies.withoutBlindCopies(message));
    }

    /** Whether a queue would receive the message if it were published now. */
    boolean routes(Exchange exchange, Message message) {
        return router.leadsSomewhere(exchange, message);
    }

    /** Finds the queues that a message goes to when it dies, null if there is no dead letter exchange. */
    @Nullable
    StagedMessage stageDeadLetter(MessageQueue queue, Message message, DeathReason reason) {
        String name = queue.arguments().deadLetterExchange();
        Exchange exchange =
                name == null || queue.deleted() ? null : host.exchanges().find(name);
        if (exchange == null) {
            return null;
        }
        Message letter = Deaths.record(message, queue, reason, exchange.name(), scheduler.now());
        List<MessageQueue> routed = router.route(exchange, letter);
        routed.removeIf(target -> Deaths.cycle(letter, target.name()));
        return new StagedMessage(host, routed, letter);
    }

    /** The queues that the last message was for. */
    List<MessageQueue> lastRouted() {
        return router.lastFound();
    }

    void publishCopy(Message copy) {
        Exchange exchange = host.exchanges().find(copy.exchange());
        if (exchange != null) {
            enqueue(router.route(exchange, copy), copy, Completion.NONE);
        }
    }

    /** Publishes what the exchange has kept back, now that its time has come. */
    void publishDelayed(Exchange exchange, Message message) {
        Message elapsed = Delay.elapsed(message);
        move(router.routeDelayed(exchange, elapsed), CarbonCopies.withoutBlindCopies(elapsed));
    }

    /** Publishes what has died in a queue to where it leads now, but not to queues that it would circle through. */
    void publishDeadLetter(Exchange exchange, Message letter) {
        List<MessageQueue> routed = router.route(exchange, letter);
        routed.removeIf(queue -> Deaths.cycle(letter, queue.name()));
        move(routed, letter);
    }

    private PublishResult enqueue(List<MessageQueue> routed, Message delivered, Completion whenStored) {
        boolean refused = enqueue(routed, delivered);
        if (toStore.isEmpty()) {
            return refused ? PublishResult.REFUSED : PublishResult.ROUTED;
        }
        journal.insert(delivered, toStore, refused ? Completion.NONE : whenStored);
        toStore.clear();
        return refused ? PublishResult.REFUSED : PublishResult.STORING;
    }

    /** Puts a message into these queues that leaves another one in this task of the loop. */
    private void move(List<MessageQueue> routed, Message moved) {
        enqueue(routed, moved);
        if (!toStore.isEmpty()) {
            journal.move(moved, toStore);
            toStore.clear();
        }
    }

    /** Returns whether one of the queues has refused it; those entries that are to be stored are in the list. */
    private boolean enqueue(List<MessageQueue> routed, Message delivered) {
        boolean persistent = delivered.persistent();
        boolean refused = false;
        for (int i = 0; i < routed.size(); i++) {
            MessageQueue queue = routed.get(i);
            if (!queue.accepts(delivered)) {
                refused = true;
                continue;
            }
            QueueEntry entry = queue.enqueue(delivered);
            if (persistent && entry != null && !entry.settled() && Queues.stored(queue)) {
                toStore.add(entry);
            }
        }
        return refused;
    }
}
