package org.leveretmq.storage.jpa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.leveretmq.store.StoreException;

/** An empty store on Derby for tests that are not about how one is made: making one takes ten times as long as copying one. */
final class EmptyDerby {
    private static final Path ORIGINAL = make();

    private EmptyDerby() {}

    private static Path make() {
        try {
            Path made =
                    Files.createTempDirectory(Path.of("target"), "empty-derby").resolve("store");
            try (JpaMessageStore store = new JpaMessageStore(new EmbeddedDerby(made))) {
                store.open();
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the directory, in which there is a store now if it was not there. */
    static Path at(Path directory) {
        if (Files.notExists(directory)) {
            try (Stream<Path> files = Files.walk(ORIGINAL)) {
                Files.createDirectories(directory.resolveSibling("."));
                for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                    Path file = each.next();
                    Files.copy(file, directory.resolve(ORIGINAL.relativize(file).toString()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return directory;
    }
}
