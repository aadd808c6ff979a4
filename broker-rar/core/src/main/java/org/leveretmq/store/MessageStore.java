package org.leveretmq.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;

/**
 * Keeps durable definitions and persistent messages.
 *
 * <p>Life cycle: {@link #open}, {@link #recover}, then any number of {@link #commit} and {@link #read}, then {@link #close}. Every call blocks
 * until it is done and comes from one thread at a time, but {@link #read} may run while another thread is in {@link #commit}. A store that was
 * closed can be opened again.
 */
public interface MessageStore extends AutoCloseable {
    /** What and where it is, for logs and management, without credentials: {@code in memory}, {@code Derby in data/store}. */
    String description();

    /** The directory of its files on this machine, null if there is none. */
    default @Nullable Path directory() {
        return null;
    }

    /** Makes the store usable: creates or migrates what it needs. @throws StoreException with a sentence that says what to do */
    void open() throws StoreException;

    /**
     * Hands out everything that was committed and not removed since: virtual hosts, then definitions, exchanges, queues, bindings, branches, then the
     * entries of each queue in ascending position, without their messages; messages that are not
     * persistent are forgotten. What does not fit together is kept apart and not handed out.
     *
     * @return what was found
     * @throws StoreException with a sentence that says what to do, if the store is damaged or cannot be read
     */
    RecoveryReport recover(RecoveryVisitor visitor) throws StoreException;

    /**
     * Applies the operations in their order, all or nothing. When it returns, they survive a crash of the process, and of
     * the machine if the store is a durable one.
     *
     * <p>If {@link StoreException#outcomeUnknown()}, nobody knows yet whether they have happened: the next call has to be {@code commit} with
     * the same operations again, as often as it takes; it finds out, and applies them only if they have not. After any other failure none of
     * them has happened.
     *
     * @throws StoreException if they have not happened, or it is not known
     */
    void commit(List<StoreOperation> operations) throws StoreException;

    /**
     * Reads messages that were committed. One thread at a time, which may be another one than that which commits meanwhile.
     *
     * @param homes where they are, in any order: a message with one entry at the place of that, one with several at {@link EntryKey#ofShared}
     * @return the messages by these; what is missing here is not in the store (any more), or cannot be read
     */
    Map<EntryKey, Message> read(Collection<EntryKey> homes) throws StoreException;

    /** Whether stored messages take heap of this JVM, so that nothing is won by having only the store keep them. */
    default boolean takesHeap() {
        return false;
    }

    /** Releases files, threads and connections. Does nothing if the store is not open. */
    @Override
    void close();
}
