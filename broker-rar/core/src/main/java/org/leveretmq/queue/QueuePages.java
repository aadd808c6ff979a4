package org.leveretmq.queue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.LogText;
import org.leveretmq.message.Message;

/** How the messages of one queue leave the heap and come back. Confined to the virtual host's loop. */
final class QueuePages {
    private static final Logger LOGGER = System.getLogger(QueuePages.class.getName());
    private static final Limits NORMAL = new Limits(4096, 8L << 20, 1024, 2L << 20);
    private static final Limits SCARCE = new Limits(256, 512L << 10, 64, 128L << 10);
    /** So little that the beginnings of thousands of queues fit: else nobody would be left to make room. */
    private static final Limits FULL = new Limits(16, 64L << 10, 16, 64L << 10);

    /**
     * How much of a long queue is in memory.
     *
     * @param messages so many messages that are to be delivered next
     * @param bytes so many body bytes of them
     * @param atOnce as many messages leave memory or come back together
     * @param bytesAtOnce and as many body bytes
     */
    record Limits(int messages, long bytes, int atOnce, long bytesAtOnce) {
        /** Whether so much is as much as is to be in memory of the messages to be delivered next. */
        boolean enough(int number, long bodyBytes) {
            return number >= messages || bodyBytes >= bytes;
        }

        /** Whether so little is left of them that more are to be read. */
        boolean little(int number, long bodyBytes) {
            return number < messages / 2 && bodyBytes < bytes / 2;
        }

        /** Whether so many messages that have come last are worth giving to the store only. */
        boolean much(int number, long bodyBytes) {
            return number >= atOnce || bodyBytes >= bytesAtOnce;
        }
    }

    private final MessageQueue queue;
    private final Pager pager;
    private final HeapAccount heap;
    private final Runnable readBack;
    private boolean used;

    /** Pages of a queue; the task is run on the loop whenever messages have come back. */
    QueuePages(MessageQueue queue, Pager pager, HeapAccount heap, Runnable readBack) {
        this.queue = queue;
        this.pager = pager;
        this.heap = heap;
        this.readBack = readBack;
    }

    /** How much is to be in memory now. */
    Limits limits() {
        if (!pager.memoryScarce()) {
            return NORMAL;
        }
        return pager.memoryFull() ? FULL : SCARCE;
    }

    /** Whether messages may be in the store that need not be there over a restart. */
    boolean used() {
        return used;
    }

    /** Has the store keep the message to save memory, if it is time for that. Returns whether it is. */
    boolean keep(QueueEntry entry) {
        if (!pager.memoryScarce()) {
            return false;
        }
        used = true;
        pager.keep(entry);
        return true;
    }

    void whenStored(Runnable task) {
        pager.whenStored(task);
    }

    /** From now on only the store has the message. */
    PagedEntry pageOut(QueueEntry entry) {
        EntryRecord record = entry.record();
        if (record == null || record.storedId() == 0) {
            throw new IllegalStateException("The store does not have message " + entry.position() + " of " + queue);
        }
        heap.drop(entry.message());
        return new PagedEntry(
                record.storedId(),
                entry.position(),
                entry.arrivedAtMillis(),
                entry.expiresAtMillis(),
                entry.message().body().length,
                record.shared(),
                entry.redelivered());
    }

    void read(List<PagedEntry> entries, Consumer<List<@Nullable Message>> result) {
        pager.read(queue, entries, messages -> {
            result.accept(messages);
            readBack.run();
        });
    }

    /** The message has come back. */
    QueueEntry pageIn(PagedEntry paged, Message message) {
        heap.hold(message);
        QueueEntry entry = new QueueEntry(queue, message, paged.position(), paged.arrivedAtMillis());
        if (paged.redelivered()) {
            entry.markRedelivered();
        }
        entry.record(pager.record(queue, paged));
        return entry;
    }

    /** The message leaves its queue without having been read. */
    void remove(PagedEntry paged) {
        pager.record(queue, paged).removed(queue.deleted());
    }

    /** The store does not have it any more, or cannot read it: it has said so in the log. */
    void lost(PagedEntry paged) {
        LOGGER.log(
                Level.ERROR,
                "Message {0} of {1} cannot be read back and is left out",
                paged.position(),
                LogText.of(queue.toString()));
        remove(paged);
    }
}
