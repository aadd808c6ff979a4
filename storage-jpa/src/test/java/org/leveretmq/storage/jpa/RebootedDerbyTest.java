package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;

/** A database that Derby has given up, and that the same process boots again, is as fast as before. */
class RebootedDerbyTest {
    /** Of a file of Derby's log, made in full before it is used. */
    private static final long LOG_FILE_BYTES = 8L << 20;

    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();

    @TempDir
    Path temporary;

    private static List<StoreOperation> queue() {
        return List.of(new StoreOperation.PutQueue(new StoredQueue(1, "/", "q", false, FieldTable.EMPTY)));
    }

    /** Twice what fits into a file of the log that Derby makes without our settings. */
    private static List<StoreOperation> messages() {
        return LongStream.rangeClosed(1, 100)
                .<StoreOperation>mapToObj(id -> new StoreOperation.InsertMessage(
                        id, new Message("", "q", PERSISTENT, new byte[20_000]), 1, List.of(new EntryKey(1, id))))
                .toList();
    }

    private static List<Long> logFileLengths(Path database) throws IOException {
        try (Stream<Path> files = Files.list(database.resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".dat"))
                    .map(file -> file.toFile().length())
                    .toList();
        }
    }

    @Test
    void database_that_is_booted_again_has_its_settings_again() throws StoreException, IOException {
        Path directory = temporary.resolve("store");
        EmbeddedDerby database = new EmbeddedDerby(directory);
        try (JpaMessageStore store = new JpaMessageStore(database)) {
            store.open();
            store.commit(queue());

            database.failed(new SQLException("the disk has failed", "08006", DerbyAdvice.DATABASE_SEVERITY));
            store.commit(messages());

            assertThat(logFileLengths(directory)).containsOnly(LOG_FILE_BYTES);
            assertThat(System.getProperty("derby.storage.logSwitchInterval")).isNull();
        }
    }
}
