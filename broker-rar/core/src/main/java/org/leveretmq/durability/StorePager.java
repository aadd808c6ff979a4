package org.leveretmq.durability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.message.Message;
import org.leveretmq.queue.EntryRecord;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.PagedEntry;
import org.leveretmq.queue.Pager;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.EntryKey;

/** The store as the queues of one virtual host use it to keep long backlogs out of memory. Confined to its loop. */
public final class StorePager implements Pager {
    private final SerialLoop loop;
    private final Journal journal;
    private final StoreReader reader;
    private final HeapWatermark heap;

    /** A pager for the queues whose messages the journal stores. */
    public StorePager(SerialLoop loop, Journal journal, StoreReader reader, HeapWatermark heap) {
        this.loop = loop;
        this.journal = journal;
        this.reader = reader;
        this.heap = heap;
    }

    @Override
    public boolean memoryScarce() {
        return heap.scarce();
    }

    @Override
    public boolean memoryFull() {
        return heap.full();
    }

    @Override
    public void whenStored(Runnable task) {
        journal.whenAdded(posting(task));
    }

    @Override
    public void whenRemoved(Runnable task) {
        journal.barrier(posting(task));
    }

    private Completion posting(Runnable task) {
        return new Completion() {
            @Override
            public void stored() {
                loop.execute(task);
            }

            @Override
            public void failed(String reason) {
                loop.execute(task);
            }
        };
    }

    @Override
    public void keep(QueueEntry entry) {
        journal.spill(entry);
    }

    @Override
    public void read(MessageQueue queue, List<PagedEntry> entries, Consumer<List<@Nullable Message>> result) {
        List<EntryKey> homes = entries.stream().map(entry -> home(queue, entry)).toList();
        reader.read(homes, messages -> {
            // Not toList(): it refuses what is missing.
            List<@Nullable Message> inOrder = new ArrayList<>(homes.size());
            homes.forEach(home -> inOrder.add(messages.get(home)));
            loop.hand(() -> result.accept(inOrder));
        });
    }

    private static EntryKey home(MessageQueue queue, PagedEntry entry) {
        return entry.shared() ? EntryKey.ofShared(entry.messageId()) : new EntryKey(queue.id(), entry.position());
    }

    @Override
    public EntryRecord record(MessageQueue queue, PagedEntry entry) {
        return new StoredPlace(journal, entry.messageId(), new EntryKey(queue.id(), entry.position()), entry.shared());
    }
}
