package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.MessageStoreContract;

class H2StoreTest extends MessageStoreContract {
    @TempDir
    Path directory;

    @Override
    protected MessageStore newStore() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + directory.resolve("store"));
        return new JpaMessageStore(new TestDatabase("H2", database));
    }
}
