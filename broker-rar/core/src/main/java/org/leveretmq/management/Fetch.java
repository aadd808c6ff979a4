package org.leveretmq.management;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.leveretmq.api.management.FetchedMessage;
import org.leveretmq.api.management.MessageAdministration.Settlement;
import org.leveretmq.durability.Journal;
import org.leveretmq.embedded.LoopCalls;
import org.leveretmq.message.Message;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueEntry;

/** Takes messages from the head of a queue, which may have to be read from the store first, and settles them. Confined to the virtual host's loop. */
final class Fetch {
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final MessageQueue queue;
    private final int count;
    private final Settlement settlement;
    private final Journal journal;
    private final CompletableFuture<List<FetchedMessage>> answer;
    private final List<QueueEntry> entries = new ArrayList<>();
    private final List<FetchedMessage> messages = new ArrayList<>();
    private long bytes;

    Fetch(
            MessageQueue queue,
            int count,
            Settlement settlement,
            Journal journal,
            CompletableFuture<List<FetchedMessage>> answer) {
        this.queue = queue;
        this.count = count;
        this.settlement = settlement;
        this.journal = journal;
        this.answer = answer;
    }

    /** Goes on until it has what it should, or the queue is empty. */
    void run() {
        while (entries.size() < count && bytes < MAX_BYTES) {
            if (queue.deleted()) {
                break;
            }
            if (!queue.readable()) {
                queue.whenReadable(this::run);
                return;
            }
            QueueEntry entry = queue.get(false);
            if (entry == null) {
                break;
            }
            add(entry);
        }
        settle();
    }

    private void add(QueueEntry entry) {
        Message message = entry.outgoing();
        entries.add(entry);
        bytes += message.body().length;
        messages.add(new FetchedMessage(
                message.exchange(),
                message.routingKey(),
                entry.redelivered(),
                queue.readyCount(),
                PropertyValues.of(message.properties()),
                message.body()));
    }

    private void settle() {
        for (QueueEntry entry : entries) {
            switch (settlement) {
                case REQUEUE -> queue.putBack(entry);
                case ACKNOWLEDGE -> queue.acknowledge(entry);
                case REJECT -> queue.reject(entry);
            }
        }
        if (settlement == Settlement.REQUEUE) {
            queue.deliverReady();
        }
        journal.barrier(LoopCalls.completing(answer, messages));
    }
}
