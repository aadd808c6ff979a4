package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.jta.TransactionManager;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.MessageStoreContract;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;

/** The store in transactions of JTA, as in a server. */
class JtaStoreTest extends MessageStoreContract {
    private static final TransactionRunner JTA = new JtaTransactions(TransactionManager.transactionManager());

    @TempDir
    Path directory;

    @Override
    protected MessageStore newStore() {
        return new JpaMessageStore(new EmbeddedDerby(EmptyDerby.at(directory.resolve("store"))), JTA);
    }

    @Test
    void commits_while_payara_stops() throws Exception {
        StoppingTransactionManager manager = new StoppingTransactionManager(TransactionManager.transactionManager());
        EmbeddedDerby derby = new EmbeddedDerby(EmptyDerby.at(directory.resolve("stopping")));
        try (MessageStore store = new JpaMessageStore(derby, new JtaTransactions(manager))) {
            store.open();
            manager.stopTimer();

            store.commit(List.of(
                    new StoreOperation.PutQueue(new StoredQueue(1, "/", "q", false, FieldTable.EMPTY)),
                    new StoreOperation.MarkDelivered(1, 7)));

            assertThat(TransactionManager.transactionManager().getTransaction()).isNull();
            assertThat(manager.timeoutSeconds()).isZero();
        }
    }

    /** Payara keeps the timer of each transaction that has a limit until that is over. */
    @Test
    void commits_have_no_limit_of_their_own() throws Exception {
        StoppingTransactionManager manager = new StoppingTransactionManager(TransactionManager.transactionManager());
        EmbeddedDerby derby = new EmbeddedDerby(EmptyDerby.at(directory.resolve("unlimited")));
        try (MessageStore store = new JpaMessageStore(derby, new JtaTransactions(manager))) {
            store.open();
            manager.setTransactionTimeout(10);

            store.commit(List.of(new StoreOperation.PutQueue(new StoredQueue(1, "/", "q", false, FieldTable.EMPTY))));
            store.commit(List.of(new StoreOperation.RemoveEntry(7, new EntryKey(1, 7), false, true)));

            assertThat(manager.begun()).isEqualTo(2);
            assertThat(manager.limited()).isZero();
        }
    }

    @Test
    void leaves_no_transaction_to_the_thread() throws Exception {
        try (MessageStore store = newStore()) {
            store.open();

            store.commit(List.of(
                    new StoreOperation.PutQueue(new StoredQueue(1, "/", "q", false, FieldTable.EMPTY)),
                    new StoreOperation.RemoveQueue(7)));

            assertThat(TransactionManager.transactionManager().getTransaction()).isNull();
        }
    }
}
