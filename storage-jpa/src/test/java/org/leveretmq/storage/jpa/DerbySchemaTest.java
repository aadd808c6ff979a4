package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerbySchemaTest extends SchemaContract {
    @TempDir
    Path directory;

    @Override
    ConnectionPoolDataSource newDatabase() {
        EmbeddedConnectionPoolDataSource database = new EmbeddedConnectionPoolDataSource();
        database.setDatabaseName(directory.resolve("store").toString());
        database.setCreateDatabase("create");
        return database;
    }

    @Test
    void a_page_of_the_redo_log_that_is_half_full_takes_no_more_records() throws Exception {
        prepare(Schema.VERSION);
        PooledConnection pooled = newDatabase().getPooledConnection();
        try (Connection connection = pooled.getConnection();
                PreparedStatement record = connection.prepareStatement("INSERT INTO lmq_redo_log VALUES (?, 1, ?)");
                PreparedStatement pages = connection.prepareStatement(
                        "SELECT NUMALLOCATEDPAGES FROM TABLE (SYSCS_DIAG.SPACE_TABLE('LMQ_REDO_LOG')) AS usage")) {
            for (int number = 1; number <= 30; number++) {
                record.setLong(1, number);
                record.setBytes(2, new byte[7_000]);
                record.executeUpdate();
            }

            try (ResultSet row = pages.executeQuery()) {
                row.next();
                // Four would fit into a page of 32 KB, if Derby tried.
                assertThat(row.getLong(1)).isEqualTo(10);
            }
        } finally {
            pooled.close();
        }
    }
}
