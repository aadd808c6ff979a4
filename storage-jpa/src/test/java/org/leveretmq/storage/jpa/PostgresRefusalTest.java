package org.leveretmq.storage.jpa;

import javax.sql.XADataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NeedsPostgres.class)
class PostgresRefusalTest extends RefusalContract {
    private final PostgresServer server;

    PostgresRefusalTest(PostgresServer server) {
        this.server = server;
    }

    @Override
    XADataSource newDatabase() throws Exception {
        return server.newDatabase();
    }
}
