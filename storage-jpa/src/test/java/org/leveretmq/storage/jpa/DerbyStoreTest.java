package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.MessageStoreContract;
import org.leveretmq.store.StoreException;

class DerbyStoreTest extends MessageStoreContract {
    @TempDir
    Path directory;

    @Override
    protected MessageStore newStore() {
        return new JpaMessageStore(new EmbeddedDerby(EmptyDerby.at(directory.resolve("store"))));
    }

    @Test
    void says_what_to_do_when_the_directory_is_not_a_database() throws Exception {
        Path other = directory.resolve("other");
        Files.createDirectories(other);
        Files.writeString(other.resolve("something"), "else");

        try (MessageStore store = new JpaMessageStore(new EmbeddedDerby(other))) {
            assertThatThrownBy(store::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("The directory " + other + " is not a database");
        }
    }
}
