package org.leveretmq.store;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.leveretmq.durability.InMemoryStore;
import org.leveretmq.message.Message;

/** Keeps everything in memory, but counts as one that does not, and takes its time to read. */
public final class SlowReadingStore implements MessageStore {
    private static final long READ_NANOS = Duration.ofMillis(1).toNanos();

    private final InMemoryStore kept = new InMemoryStore();

    @Override
    public Map<EntryKey, Message> read(Collection<EntryKey> homes) throws StoreException {
        LockSupport.parkNanos(READ_NANOS);
        Map<EntryKey, Message> copies = new HashMap<>();
        kept.read(homes).forEach((home, message) -> copies.put(home, copy(message)));
        return copies;
    }

    /** What comes back is not the object that the queues had. */
    private static Message copy(Message message) {
        return new Message(
                message.exchange(),
                message.routingKey(),
                message.properties(),
                message.body().clone());
    }

    @Override
    public void commit(List<StoreOperation> operations) throws StoreException {
        kept.commit(operations);
    }

    @Override
    public boolean takesHeap() {
        return false;
    }

    @Override
    public String description() {
        return "slow to read";
    }

    @Override
    public void open() {
        kept.open();
    }

    @Override
    public RecoveryReport recover(RecoveryVisitor visitor) throws StoreException {
        return kept.recover(visitor);
    }

    @Override
    public void close() {
        kept.close();
    }
}
