package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;

/** A database that cannot be used stops the start with a sentence that says what to do. */
class DerbyFailureTest {
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();

    @TempDir
    Path temporary;

    private Path directory() {
        return temporary.resolve("data").resolve("store");
    }

    private MessageStore store() {
        return new JpaMessageStore(new EmbeddedDerby(directory()));
    }

    /** Fills a database and closes it. */
    private void fill() throws StoreException {
        try (MessageStore store = store()) {
            store.open();
            List<StoreOperation> operations = new ArrayList<>();
            operations.add(new StoreOperation.PutQueue(new StoredQueue(1, "/", "q", false, FieldTable.EMPTY)));
            for (long id = 1; id <= 500; id++) {
                Message message = new Message("", "q", PERSISTENT, new byte[1000]);
                operations.add(new StoreOperation.InsertMessage(id, message, 1, List.of(new EntryKey(1, id))));
            }
            store.commit(operations);
        }
    }

    /** Opens, recovers and reads everything. */
    private void use() throws StoreException {
        try (MessageStore store = store()) {
            store.open();
            store.recover(new EntryCollector(new ArrayList<>()));
            store.read(LongStream.rangeClosed(1, 500)
                    .mapToObj(position -> new EntryKey(1, position))
                    .toList());
        }
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(directory().resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void assertSaysThatItIsDamaged() {
        assertThatThrownBy(this::use)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The store (Derby in " + directory() + ") cannot be ")
                .hasMessageContaining("it is damaged; restore " + directory()
                        + " from a backup, or move it away to begin with an empty one");
    }

    @Test
    void truncated_tables_are_damage() throws Exception {
        fill();
        for (Path file : files("seg0")) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.setLength(bytes.length() / 3);
            }
        }

        assertSaysThatItIsDamaged();
    }

    @Test
    void scribbled_tables_are_damage() throws Exception {
        fill();
        Random random = new Random(7);
        for (Path file : files("seg0")) {
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                for (long at = 100; at < bytes.length(); at += 500) {
                    bytes.seek(at);
                    bytes.write(random.nextInt());
                }
            }
        }

        assertSaysThatItIsDamaged();
    }

    @Test
    void a_scribbled_log_is_damage() throws Exception {
        fill();
        for (Path file : files("log")) {
            Files.writeString(file, "not a log");
        }

        assertSaysThatItIsDamaged();
    }

    @Test
    void scribbled_properties_are_damage() throws Exception {
        fill();
        Files.writeString(directory().resolve("service.properties"), "nothing=here");

        assertSaysThatItIsDamaged();
    }

    @Test
    void missing_properties_are_told_from_a_new_database() throws Exception {
        fill();
        Files.delete(directory().resolve("service.properties"));

        assertThatThrownBy(this::use)
                .isInstanceOf(StoreException.class)
                .hasMessage("The directory " + directory()
                        + " is not a database: its file service.properties is missing; restore it from a backup, or set"
                        + " another data directory");
    }

    @Test
    void a_file_in_place_of_the_data_directory_is_told() throws Exception {
        Files.writeString(temporary.resolve("data"), "a file");

        assertThatThrownBy(this::use)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The data directory " + temporary.resolve("data") + " cannot be used: make it a"
                        + " directory that the user of this process can write to, or set another one");
    }

    @Test
    void an_empty_directory_is_a_new_database() throws Exception {
        Files.createDirectories(directory());

        use();

        assertThat(directory().resolve("service.properties")).exists();
    }

    @Test
    void can_be_opened_again_after_a_start_that_failed() throws Exception {
        fill();
        Path properties = directory().resolve("service.properties");
        String text = Files.readString(properties);
        Files.writeString(properties, "nothing=here");
        assertSaysThatItIsDamaged();

        Files.writeString(properties, text);

        use();
    }

    /** Opens the store in this directory, says so or why not, and waits to be killed. */
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] arguments) throws IOException {
            MessageStore store = new JpaMessageStore(new EmbeddedDerby(Path.of(arguments[0])));
            try {
                store.open();
                System.out.println("open");
            } catch (StoreException e) {
                System.out.println(e.getMessage());
                return;
            }
            System.in.read();
        }
    }

    private Process otherProcess(String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                directory().toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        return process.inputReader(StandardCharsets.UTF_8).readLine();
    }

    @Test
    void a_database_that_another_process_uses_is_told() throws Exception {
        Process other = otherProcess();
        try {
            assertThat(firstLine(other)).isEqualTo("open");

            assertThatThrownBy(this::use)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The store (Derby in " + directory() + ") cannot be opened: another process"
                            + " uses it; stop that one, or set another data directory");
        } finally {
            other.destroyForcibly().waitFor();
        }
        use();
    }

    @Test
    void a_directory_that_the_user_cannot_write_to_is_told() throws Exception {
        fill();
        permit("r-xr-xr-x", "r--r--r--");
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);

        // Root may write everywhere, unless it gives up this right.
        Process other = root ? otherProcess("setpriv", "--bounding-set=-dac_override") : otherProcess();

        assertThat(firstLine(other))
                .contains(directory().toString())
                .contains("give the user of this process the right to write");
        permit("rwxr-xr-x", "rw-r--r--");
    }

    private void permit(String directories, String others) throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.toList()) {
                String permissions = Files.isDirectory(file) ? directories : others;
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            }
        }
    }
}
