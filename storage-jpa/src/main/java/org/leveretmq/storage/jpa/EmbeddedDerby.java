package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.leveretmq.store.StoreException;

/**
 * A Derby database in a directory of its own, in this process: the default that needs no installation. Commits are synchronized to
 * the disk. One thread at a time.
 */
public final class EmbeddedDerby implements JpaMessageStore.Database {
    private static final Logger LOGGER = System.getLogger(EmbeddedDerby.class.getName());
    /** How Derby says that a shutdown has worked. */
    private static final String SHUT_DOWN = "08006";

    private final Path directory;

    /** A database in this directory, made if it is not there. */
    public EmbeddedDerby(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public String description() {
        return "Derby in " + directory;
    }

    @Override
    public Dialect dialect() {
        return Dialect.DERBY;
    }

    @Override
    public EntityManagerFactory open() throws StoreException {
        try {
            Files.createDirectories(directory.getParent());
        } catch (IOException e) {
            throw new StoreException(
                    "The directory " + directory.getParent() + " cannot be made: " + e.getMessage(), e);
        }
        System.setProperty("derby.storage.logBufferSize", "1048576");
        Map<String, Object> properties = new HashMap<>(JpaUnits.settings());
        properties.put("jakarta.persistence.jdbc.url", "jdbc:derby:" + directory + ";create=true");
        properties.put("jakarta.persistence.jdbc.driver", "org.apache.derby.jdbc.EmbeddedDriver");
        EntityManagerFactory factory =
                new PersistenceProvider().createContainerEntityManagerFactory(new StoreUnit(), properties);
        try {
            factory.createEntityManager().close();
            new ResourceLocalTransactions(factory)
                    .run(manager -> manager.createNativeQuery("VALUES 1").getResultList());
            return factory;
        } catch (PersistenceException e) {
            factory.close();
            throw new StoreException(
                    "The database in " + directory + " cannot be opened; is it used by another process, or is the"
                            + " directory not writable? " + rootCause(e).getMessage(),
                    e);
        }
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public void close() {
        try {
            DriverManager.getConnection("jdbc:derby:" + directory + ";shutdown=true")
                    .close();
        } catch (SQLException e) {
            if (!SHUT_DOWN.equals(e.getSQLState())) {
                LOGGER.log(Level.WARNING, "Derby in " + directory + " was not shut down: " + e.getMessage());
            }
        }
    }
}
