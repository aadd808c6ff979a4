package org.leveretmq.storage.jpa;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.CommonDataSource;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.jspecify.annotations.Nullable;

/**
 * Hands out connections of a database that is the store's own, and keeps those that come back for the next use; there are as many as are in
 * use at the same time, which is three. In a transaction of JTA a connection takes part and is kept until the transaction is over. Any thread.
 *
 * <p>Not a pool of a library: nothing has to be limited, waited for or validated here, as every connection is thrown away after a failure.
 */
final class KeptConnections extends StoreConnections implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(KeptConnections.class.getName());

    private final Opener opener;
    private final TransactionRunner transactions;
    private final ConcurrentLinkedDeque<Kept> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger generation = new AtomicInteger();

    /** Connects to the database. */
    interface Opener {
        PooledConnection open() throws SQLException;
    }

    /** Of the database that is described here, with connections that the opener makes. */
    KeptConnections(CommonDataSource database, Opener opener, TransactionRunner transactions) {
        super(database);
        this.opener = opener;
        this.transactions = transactions;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Kept kept = idle.poll();
        return kept == null ? new Kept(opener.open()).use() : kept.use();
    }

    /** Keeps none of the connections that exist now. */
    void discard() {
        generation.incrementAndGet();
        for (Kept kept = idle.poll(); kept != null; kept = idle.poll()) {
            kept.end();
        }
    }

    @Override
    public void close() {
        discard();
    }

    /** A connection and what it is used for. */
    private final class Kept implements ConnectionEventListener {
        private final PooledConnection connection;
        private final int madeIn = generation.get();
        /** What has to end before it can be used again: the use, and the transaction. */
        private final AtomicInteger uses = new AtomicInteger();

        /** What is kept of it between two uses. */
        private @Nullable KeptConnection kept;

        private volatile boolean broken;

        Kept(PooledConnection connection) {
            this.connection = connection;
            connection.addConnectionEventListener(this);
        }

        Connection use() throws SQLException {
            try {
                uses.set(2);
                KeptConnection existing = kept();
                if (transactions.enlist(existing.part(this::ended))) {
                    return existing.handleOfPart(this::ended);
                }
                uses.set(1);
                return existing.handle(this::ended);
            } catch (SQLException | RuntimeException e) {
                end();
                throw e;
            }
        }

        private KeptConnection kept() throws SQLException {
            KeptConnection existing = kept;
            if (existing == null) {
                existing = new KeptConnection(connection.getConnection());
                kept = existing;
            }
            return existing;
        }

        private @Nullable KeptConnection unclean() {
            KeptConnection used = kept;
            return used == null || used.clean() ? null : used;
        }

        private void ended() {
            if (uses.decrementAndGet() == 0) {
                if (broken || madeIn != generation.get() || unclean() != null) {
                    end();
                } else {
                    idle.push(this);
                }
            }
        }

        @Override
        public void connectionClosed(ConnectionEvent event) {
            // Only with everything else of it: it is used through handles.
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            broken = true;
        }

        void end() {
            try {
                KeptConnection left = unclean();
                if (left != null) {
                    left.abort();
                }
            } catch (SQLException | RuntimeException e) {
                LOGGER.log(Level.DEBUG, "A transaction that was left in a connection could not be ended", e);
            }
            try {
                connection.close();
            } catch (SQLException | RuntimeException e) {
                LOGGER.log(Level.DEBUG, "A connection could not be closed", e);
            }
        }
    }
}
