package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.CommonDataSource;
import javax.sql.PooledConnection;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;

/**
 * A Derby database in this process, which is booted with the {@link DerbySettings} by the first connection, and by the first one after it was shut
 * down. Any thread.
 */
final class ConfiguredDerby {
    private final Path logFile;
    private final EmbeddedConnectionPoolDataSource database = new EmbeddedConnectionPoolDataSource();
    private boolean booted;

    ConfiguredDerby(Path directory) {
        this.logFile = directory.resolveSibling("derby.log");
        database.setDatabaseName(directory.toString());
    }

    /** Describes the database; who wants a connection of it calls {@link #connect}. */
    CommonDataSource description() {
        return database;
    }

    /** Whether a database that is not there is to be made. */
    void create(boolean wanted) {
        database.setCreateDatabase(wanted ? "create" : null);
    }

    synchronized PooledConnection connect() throws SQLException {
        if (booted) {
            return database.getPooledConnection();
        }
        DerbySettings settings = DerbySettings.inForce(logFile);
        try {
            PooledConnection first = database.getPooledConnection();
            booted = true;
            return first;
        } finally {
            settings.takeBack();
        }
    }

    /** Whatever state it is in. @throws SQLException always, which is how Derby tells it: see {@link DerbyAdvice#isShutDown} */
    synchronized void shutDown() throws SQLException {
        booted = false;
        EmbeddedConnectionPoolDataSource end = new EmbeddedConnectionPoolDataSource();
        end.setDatabaseName(database.getDatabaseName());
        end.setShutdownDatabase("shutdown");
        end.getConnection().close();
    }
}
