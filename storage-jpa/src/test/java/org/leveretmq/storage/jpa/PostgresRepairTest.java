package org.leveretmq.storage.jpa;

import javax.sql.ConnectionPoolDataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NeedsPostgres.class)
class PostgresRepairTest extends RepairContract {
    private final PostgresServer server;

    PostgresRepairTest(PostgresServer server) {
        this.server = server;
    }

    @Override
    ConnectionPoolDataSource newDatabase() throws Exception {
        return server.newDatabase();
    }
}
