package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.StoreException;

/** The database that a store is in. Opened and closed by one thread; everything else by any. */
public interface StoreDatabase {
    /** What and where it is, without credentials. */
    String description();

    /** The directory of its files on this machine, null if there is none. */
    default @Nullable Path directory() {
        return null;
    }

    /** Whether no other process can write to it while this one has it open. */
    default boolean exclusive() {
        return false;
    }

    /**
     * Connects.
     *
     * @param transactions how the connections that the data source hands out take part in transactions
     * @throws StoreException with a sentence that says what to do
     */
    DataSource open(TransactionRunner transactions) throws StoreException;

    /** What is to be done about a failure, as a sentence without the full stop: {@code restore a backup}. */
    String advice(SQLException failure);

    /** Something has failed: whatever may be broken by it is made anew when it is next needed. */
    void failed(SQLException failure);

    /** Disconnects, so that nothing of the database is left in this process. */
    void close();
}
