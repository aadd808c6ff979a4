package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLIntegrityConstraintViolationException;
import javax.sql.ConnectionPoolDataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2RepairTest extends RepairContract {
    @TempDir
    Path directory;

    @Override
    ConnectionPoolDataSource newDatabase() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + directory.resolve("store"));
        return database;
    }

    /** The primary key of the table forbids it. */
    @Test
    @Override
    void of_a_message_that_is_there_twice_one_stays() {
        assertThatThrownBy(() -> damage("INSERT INTO lmq_message SELECT * FROM lmq_message WHERE message_id = 10"))
                .isInstanceOf(SQLIntegrityConstraintViolationException.class);
    }
}
