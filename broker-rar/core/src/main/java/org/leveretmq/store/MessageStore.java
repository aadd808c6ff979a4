package org.leveretmq.store;

import java.util.List;

/**
 * Keeps durable definitions and persistent messages.
 *
 * <p>Life cycle: {@link #open}, {@link #recover}, then any number of {@link #commit}, then {@link #close}. Every call blocks
 * until it is done and comes from one thread at a time. A store that was closed can be opened again.
 */
public interface MessageStore extends AutoCloseable {
    /** What and where it is, for logs and management, without credentials: {@code in memory}, {@code Derby in data/store}. */
    String description();

    /** Makes the store usable: creates or migrates what it needs. @throws StoreException with a sentence that says what to do */
    void open() throws StoreException;

    /**
     * Hands out everything that was committed and not removed since: virtual hosts, then definitions, exchanges, queues, bindings, then the
     * entries of each queue in ascending position.
     */
    void recover(RecoveryVisitor visitor) throws StoreException;

    /**
     * Applies the operations in their order, all or nothing. When it returns, they survive a crash of the process, and of
     * the machine if the store is a durable one; when it throws, none of them has happened.
     */
    void commit(List<StoreOperation> operations) throws StoreException;

    /** Releases files, threads and connections. Does nothing if the store is not open. */
    @Override
    void close();
}
