package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.MessageStoreContract;

class H2StoreTest extends MessageStoreContract {
    @TempDir
    Path directory;

    @Override
    protected MessageStore newStore() {
        return new JpaMessageStore(new H2Database(directory.resolve("store")));
    }
}
