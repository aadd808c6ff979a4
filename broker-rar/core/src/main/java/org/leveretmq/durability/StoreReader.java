package org.leveretmq.durability;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.Workers;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.StoreException;

/** The one thread that reads messages back from a store while another one commits. While the store fails it tries again every second. */
public final class StoreReader implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(StoreReader.class.getName());
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final MessageStore store;
    private final Scheduler scheduler;
    private final Workers thread;
    private boolean failing;
    private volatile boolean closed;

    /** A reader of an open, recovered store. Its thread comes and goes with the work. */
    public StoreReader(MessageStore store, Scheduler scheduler, String threadName) {
        this.store = store;
        this.scheduler = scheduler;
        this.thread = new Workers(threadName, 1);
    }

    /** Reads these messages; the result is told on the reader's thread, and not at all if the reader is closed before. Any thread. */
    void read(Collection<EntryKey> homes, Consumer<Map<EntryKey, Message>> result) {
        if (!closed) {
            thread.execute(() -> readNow(homes, result));
        }
    }

    private void readNow(Collection<EntryKey> homes, Consumer<Map<EntryKey, Message>> result) {
        Map<EntryKey, Message> messages;
        try {
            messages = store.read(homes);
        } catch (StoreException | RuntimeException | Error e) {
            if (!failing) {
                failing = true;
                LOGGER.log(
                        Level.ERROR,
                        "The store (" + store.description() + ") cannot be read; consumers of long queues wait",
                        e);
            }
            scheduler.schedule(RETRY_DELAY, () -> read(homes, result));
            return;
        }
        if (failing) {
            failing = false;
            LOGGER.log(Level.INFO, "The store ({0}) can be read again", store.description());
        }
        result.accept(messages);
    }

    /** Ends the thread; what is being read is finished. */
    @Override
    public void close() {
        closed = true;
        thread.close();
    }
}
