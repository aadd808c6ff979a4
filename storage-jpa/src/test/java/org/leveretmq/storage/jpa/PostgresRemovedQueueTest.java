package org.leveretmq.storage.jpa;

import javax.sql.XADataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NeedsPostgres.class)
class PostgresRemovedQueueTest extends RemovedQueueContract {
    private final PostgresServer server;

    PostgresRemovedQueueTest(PostgresServer server) {
        this.server = server;
    }

    @Override
    XADataSource newDatabase() throws Exception {
        return server.newDatabase();
    }
}
