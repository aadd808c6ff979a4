package org.leveretmq.storage.jpa;

import javax.sql.ConnectionPoolDataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NeedsPostgres.class)
class PostgresFaultTest extends FaultContract {
    private final PostgresServer server;

    PostgresFaultTest(PostgresServer server) {
        this.server = server;
    }

    @Override
    ConnectionPoolDataSource newDatabase() throws Exception {
        return server.newDatabase();
    }
}
