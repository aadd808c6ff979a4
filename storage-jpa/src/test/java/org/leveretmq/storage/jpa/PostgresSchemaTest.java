package org.leveretmq.storage.jpa;

import javax.sql.ConnectionPoolDataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NeedsPostgres.class)
class PostgresSchemaTest extends SchemaContract {
    private final PostgresServer server;

    PostgresSchemaTest(PostgresServer server) {
        this.server = server;
    }

    @Override
    ConnectionPoolDataSource newDatabase() throws Exception {
        return server.newDatabase();
    }
}
