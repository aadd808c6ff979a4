package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;

/**
 * The power fails while a commit is written: the last bytes of Derby's log are missing, or are not what they should be. Everything that was committed
 * before is there, and of the torn commit nothing.
 */
class TornLogTest {
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();
    private static final int COMMITS = 5;
    private static final int MESSAGES_EACH = 4;
    private static final int CUTS = 6;
    private static final long SEED = 11;

    /** What is behind the place where the write was torn. */
    enum Tail {
        /** What Derby has put there when it made the file. */
        ZEROS,
        /** What was on the disk before. */
        GARBAGE,
        /** A file that ends there. */
        NOTHING
    }

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final List<Long> logEnds = new ArrayList<>();
    private Path image;

    private static MessageStore store(Path directory) {
        return new JpaMessageStore(new EmbeddedDerby(EmptyDerby.at(directory.resolve("store"))));
    }

    /** Commits, and copies what is on the disk as a crash would leave it. */
    @BeforeEach
    void crash() throws Exception {
        Path running = directory.resolve("running");
        image = directory.resolve("image");
        try (MessageStore store = store(running)) {
            store.open();
            store.commit(List.of(new StoreOperation.PutQueue(new StoredQueue(1, "/", "q", false, FieldTable.EMPTY))));
            for (int commit = 0; commit < COMMITS; commit++) {
                store.commit(operations(commit));
                logEnds.add(logEnd(running));
            }
            copy(running, image);
        }
    }

    /** Each commit adds some messages and removes the first one of the commit before. */
    private static List<StoreOperation> operations(int commit) {
        List<StoreOperation> operations = new ArrayList<>();
        for (long id = first(commit); id < first(commit + 1); id++) {
            Message message = new Message("", "q", PERSISTENT, new byte[1000]);
            operations.add(new StoreOperation.InsertMessage(id, message, 1, List.of(new EntryKey(1, id))));
        }
        if (commit > 0) {
            long removed = first(commit - 1);
            operations.add(new StoreOperation.RemoveEntry(removed, new EntryKey(1, removed), false, true));
        }
        return operations;
    }

    private static long first(int commit) {
        return 1L + (long) commit * MESSAGES_EACH;
    }

    /** The messages that are there after so many commits. */
    private static List<Long> messagesAfter(int commits) {
        return LongStream.range(1, first(commits))
                .filter(id -> id >= first(commits - 1) || (id - 1) % MESSAGES_EACH != 0)
                .boxed()
                .toList();
    }

    private static Path log(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of.resolve("store").resolve("log"))) {
            return files.filter(file -> file.getFileName().toString().matches("log\\d+\\.dat"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /** Where the zeros begin that Derby fills a new log with. */
    private static long logEnd(Path of) throws IOException {
        byte[] bytes = Files.readAllBytes(log(of));
        return IntStream.iterate(bytes.length, end -> end > 0, end -> end - 1)
                .filter(end -> bytes[end - 1] != 0)
                .findFirst()
                .orElse(0);
    }

    /** Without the locks, which end with their process. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(file -> !file.toString().endsWith(".lck")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private Path torn(Tail tail, long at) throws IOException {
        Path torn = directory.resolve(tail + "-" + at);
        copy(image, torn);
        try (RandomAccessFile log = new RandomAccessFile(log(torn).toFile(), "rw")) {
            long length = log.length();
            byte[] behind = new byte[Math.toIntExact(length - at)];
            if (tail == Tail.GARBAGE) {
                random.nextBytes(behind);
                int garbled = Math.min(behind.length, 8192);
                Arrays.fill(behind, garbled, behind.length, (byte) 0);
            }
            log.setLength(at);
            if (tail != Tail.NOTHING) {
                log.seek(at);
                log.write(behind);
            }
        }
        return torn;
    }

    private static List<Long> recovered(Path torn) throws StoreException {
        try (MessageStore store = store(torn)) {
            store.open();
            List<StoredEntry> entries = new ArrayList<>();
            assertThat(store.recover(new EntryCollector(entries)).setAsideCount())
                    .isZero();
            List<Long> ids = entries.stream().map(StoredEntry::messageId).toList();
            assertThat(store.read(entries.stream().map(StoredEntry::home).toList()))
                    .hasSameSizeAs(ids);
            store.commit(operations(COMMITS + 1).subList(0, MESSAGES_EACH));
            return ids;
        }
    }

    @ParameterizedTest
    @EnumSource(Tail.class)
    void nothing_but_the_torn_commit_is_missing(Tail tail) throws Exception {
        long before = logEnds.get(COMMITS - 2);
        long after = logEnds.get(COMMITS - 1);
        assertThat(after).isGreaterThan(before);
        for (int cut = 0; cut < CUTS; cut++) {
            long at = before + 1 + random.nextLong(after - before - 1);

            assertThat(recovered(torn(tail, at)))
                    .as("%s from %d on, the commit from %d to %d", tail, at, before, after)
                    .isEqualTo(messagesAfter(COMMITS - 1));
        }
    }

    @ParameterizedTest
    @EnumSource(Tail.class)
    void a_commit_that_is_whole_is_there_whatever_is_behind_it(Tail tail) throws Exception {
        assertThat(recovered(torn(tail, logEnds.get(COMMITS - 1)))).isEqualTo(messagesAfter(COMMITS));
    }
}
