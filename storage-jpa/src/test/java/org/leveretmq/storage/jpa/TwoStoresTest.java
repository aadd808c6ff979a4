package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.jta.TransactionManager;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.StoreOperation;

/** Two brokers of one JVM, each with a database of its own. */
class TwoStoresTest {
    @TempDir
    Path directory;

    static Stream<TransactionRunner> runners() {
        return Stream.of(new ResourceLocalTransactions(), new JtaTransactions(TransactionManager.transactionManager()));
    }

    private MessageStore store(String name, TransactionRunner transactions) throws Exception {
        MessageStore store =
                new JpaMessageStore(new EmbeddedDerby(EmptyDerby.at(directory.resolve(name))), transactions);
        store.open();
        return store;
    }

    private static StoreOperation insert(long id) {
        Message message = new Message("", "q", MessageProperties.EMPTY, new byte[1]);
        return new StoreOperation.InsertMessage(id, message, 1, List.of(new EntryKey(1, id)));
    }

    @ParameterizedTest
    @MethodSource("runners")
    void each_store_writes_to_its_own_database(TransactionRunner transactions) throws Exception {
        try (MessageStore first = store("first", transactions);
                MessageStore second = store("second", transactions)) {
            first.commit(List.of(insert(1)));
            second.commit(List.of(insert(2)));

            List<EntryKey> both = List.of(new EntryKey(1, 1), new EntryKey(1, 2));
            assertThat(first.read(both)).containsOnlyKeys(new EntryKey(1, 1));
            assertThat(second.read(both)).containsOnlyKeys(new EntryKey(1, 2));
        }
    }
}
