package org.leveretmq.storage.jpa;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedConnectionPoolDataSource;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.StoreException;

/**
 * A Derby database in a directory of its own, in this process: the default that needs no installation. Commits are synchronized to
 * the disk.
 */
public final class EmbeddedDerby implements StoreDatabase {
    private static final Logger LOGGER = System.getLogger(EmbeddedDerby.class.getName());
    /** What makes a directory a database of Derby. */
    private static final String MARK = "service.properties";

    private final Path directory;
    private final ConfiguredDerby database;
    private @Nullable KeptConnections connections;

    /** A database in this directory, made if it is not there. */
    public EmbeddedDerby(Path directory) {
        this.directory = directory.toAbsolutePath();
        this.database = new ConfiguredDerby(this.directory);
    }

    @Override
    public String description() {
        return "Derby in " + directory;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public boolean exclusive() {
        return true;
    }

    @Override
    public DataSource open(TransactionRunner transactions) throws StoreException {
        database.create(isNew());
        KeptConnections opened = new KeptConnections(database.description(), database::connect, transactions);
        boolean booted = false;
        try {
            boot(opened);
            booted = true;
        } catch (SQLException | RuntimeException e) {
            throw new SqlFailures(this).explain("cannot be opened", e);
        } finally {
            if (!booted) {
                opened.close();
                shutDown();
            }
        }
        // From now on a database that has vanished must not be taken for a new one.
        database.create(false);
        connections = opened;
        return opened;
    }

    private void boot(KeptConnections opened) throws StoreException, SQLException {
        try (Connection connection = opened.getConnection()) {
            if (connection.isReadOnly()) {
                throw new StoreException(
                        "The database in " + directory
                                + " cannot be written: give the user of this process the right to"
                                + " write to the directory and everything in it",
                        null);
            }
        }
    }

    private boolean isNew() throws StoreException {
        try {
            Files.createDirectories(directory.resolveSibling("."));
            if (Files.notExists(directory)) {
                return true;
            }
            if (Files.exists(directory.resolve(MARK))) {
                return false;
            }
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new StoreException(
                            "The directory " + directory + " is not a database: its file " + MARK
                                    + " is missing; restore it from a backup, or set another data directory",
                            null);
                }
            }
            // Derby makes the directory itself, and refuses one that is there.
            Files.delete(directory);
            return true;
        } catch (IOException e) {
            throw new StoreException(
                    "The data directory " + directory.getParent()
                            + " cannot be used: make it a directory that the user of"
                            + " this process can write to, or set another one (" + e + ")",
                    e);
        }
    }

    @Override
    public String advice(SQLException failure) {
        return DerbyAdvice.on(failure, directory);
    }

    @Override
    public void failed(SQLException failure) {
        KeptConnections open = connections;
        if (open == null) {
            return;
        }
        open.discard();
        if (failure.getErrorCode() >= DerbyAdvice.DATABASE_SEVERITY) {
            // Derby has given the database up; the next connection boots it again, and rolls back what was not
            // committed.
            shutDown();
        }
    }

    @Override
    public void close() {
        KeptConnections open = connections;
        connections = null;
        if (open != null) {
            open.close();
        }
        shutDown();
    }

    private void shutDown() {
        try {
            database.shutDown();
        } catch (SQLException e) {
            if (!DerbyAdvice.isShutDown(e)) {
                LOGGER.log(Level.WARNING, "Derby in " + directory + " was not shut down: " + e.getMessage());
            }
        }
    }

    /**
     * Ends Derby in this class loader, whatever databases it has open, so that no thread of it is left. Only for those who know that no store
     * is open; the next one starts it again.
     */
    public static void endEngine() {
        EmbeddedConnectionPoolDataSource engine = new EmbeddedConnectionPoolDataSource();
        engine.setDatabaseName("");
        engine.setShutdownDatabase("shutdown");
        try {
            engine.getConnection().close();
        } catch (SQLException e) {
            LOGGER.log(Level.DEBUG, "Derby: {0}", e.getMessage());
        }
    }
}
