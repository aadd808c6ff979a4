package org.leveretmq.storage.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.StoreException;

/**
 * The tables of the store, made and changed by versioned scripts; the version that a database has is in {@code lmq_schema}. Script 1 makes the first
 * tables, script <i>n</i> leads from version <i>n</i> - 1 to <i>n</i>. One thread at a time.
 */
final class Schema {
    private static final Logger LOGGER = System.getLogger(Schema.class.getName());
    static final int VERSION = 8;
    private static final String VERSION_TABLE = "lmq_schema";

    private final Connection connection;
    private final Dialect dialect;
    private final String database;
    private final int wanted;

    /** The tables in the database of this connection, which is not in a transaction. */
    Schema(Connection connection, Dialect dialect, String database) {
        this(connection, dialect, database, VERSION);
    }

    /** For tests: tables of an older version. */
    Schema(Connection connection, Dialect dialect, String database, int wanted) {
        this.connection = connection;
        this.dialect = dialect;
        this.database = database;
        this.wanted = wanted;
    }

    /**
     * Makes the tables, or brings them up to date.
     *
     * @throws StoreException with a sentence that says what to do: they are of a newer version or not of this program, or the version cannot be read
     */
    void prepare() throws StoreException, SQLException {
        connection.setAutoCommit(false);
        try {
            bringUpToDate();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void bringUpToDate() throws StoreException, SQLException {
        int found = versionFound();
        if (found > wanted) {
            throw new StoreException(
                    "The tables in the store (" + database + ") have version " + found
                            + ", but this program knows version " + wanted
                            + ": use the newer program that has made them, or another database",
                    null);
        }
        for (int version = found + 1; version <= wanted; version++) {
            advanceTo(version);
        }
        if (found > 0 && found < wanted) {
            LOGGER.log(Level.INFO, "The store ({0}) was brought from version {1} to {2}", database, found, wanted);
        }
    }

    private int versionFound() throws StoreException, SQLException {
        Set<String> tables = ourTables();
        if (tables.isEmpty()) {
            return 0;
        }
        if (!tables.contains(dialect.catalogued(VERSION_TABLE))) {
            throw new StoreException(
                    "The store (" + database + ") has tables that this program has not made ("
                            + String.join(", ", tables) + "): use another database or another schema in it",
                    null);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT MAX(version) FROM " + VERSION_TABLE)) {
            int version = row.next() ? row.getInt(1) : 0;
            // Where scripts are not transactions, the version is missing if the first one was interrupted; it can be
            // repeated.
            if (version > 0 || !dialect.transactionalScripts()) {
                return version;
            }
            throw unreadable("the table is empty", null);
        } catch (SQLException e) {
            throw unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private StoreException unreadable(String why, @Nullable Throwable cause) {
        return new StoreException(
                "The version of the tables in the store (" + database + ") cannot be read from " + VERSION_TABLE + " ("
                        + why + "): restore the database from a backup, or use another one",
                cause);
    }

    /** Names with our prefix in the schema of the connection, as the catalogue has them. */
    private Set<String> ourTables() throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), dialect.catalogued("lmq") + "%", null)) {
            while (tables.next()) {
                if ("TABLE".equals(tables.getString("TABLE_TYPE"))
                        || "BASE TABLE".equals(tables.getString("TABLE_TYPE"))) {
                    names.add(tables.getString("TABLE_NAME"));
                }
            }
        }
        return names;
    }

    private void advanceTo(int version) throws StoreException, SQLException {
        String script = script(version);
        try (Statement statement = connection.createStatement()) {
            for (String command : script.replaceAll("(?m)^--.*$", "").split(";", -1)) {
                if (!command.isBlank()) {
                    statement.executeUpdate(command.strip());
                }
            }
            if (version == 2) {
                new IndexColumns(connection).fill();
            }
            statement.executeUpdate("UPDATE lmq_schema SET version = " + version);
            connection.commit();
        } catch (SQLException e) {
            throw new StoreException(
                    "The tables in the store (" + database + ") cannot be brought to version " + version
                            + ", and are as they were: " + e.getMessage(),
                    e);
        }
    }

    private String script(int version) throws StoreException {
        String name = "schema-" + version + "-" + dialect.scriptName() + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new StoreException("The script " + name + " is missing from this program", null);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("The script " + name + " cannot be read", e);
        }
    }
}
