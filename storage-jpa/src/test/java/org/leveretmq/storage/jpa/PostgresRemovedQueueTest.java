package org.leveretmq.storage.jpa;

import javax.sql.ConnectionPoolDataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NeedsPostgres.class)
class PostgresRemovedQueueTest extends RemovedQueueContract {
    private final PostgresServer server;

    PostgresRemovedQueueTest(PostgresServer server) {
        this.server = server;
    }

    @Override
    ConnectionPoolDataSource newDatabase() throws Exception {
        return server.newDatabase();
    }
}
