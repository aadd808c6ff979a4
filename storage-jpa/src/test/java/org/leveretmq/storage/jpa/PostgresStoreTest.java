package org.leveretmq.storage.jpa;

import org.junit.jupiter.api.extension.ExtendWith;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.MessageStoreContract;

@ExtendWith(NeedsPostgres.class)
class PostgresStoreTest extends MessageStoreContract {
    private final PostgresServer server;

    PostgresStoreTest(PostgresServer server) {
        this.server = server;
    }

    @Override
    protected MessageStore newStore() throws Exception {
        return new JpaMessageStore(new TestDatabase("PostgreSQL", server.newDatabase()));
    }
}
