package org.leveretmq.storage.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The databases that there are schema scripts for. */
enum Dialect {
    /** Apache Derby. */
    DERBY("derby", "Apache Derby", true, " WITH UR"),
    /** H2, which commits with every change of a table. */
    H2("h2", "H2", false, ""),
    /** PostgreSQL. */
    POSTGRESQL("postgresql", "PostgreSQL", true, "");

    private final String scriptName;
    private final String productName;
    private final boolean transactionalScripts;
    private final String withoutLocks;

    Dialect(String scriptName, String productName, boolean transactionalScripts, String withoutLocks) {
        this.scriptName = scriptName;
        this.productName = productName;
        this.transactionalScripts = transactionalScripts;
        this.withoutLocks = withoutLocks;
    }

    /** The dialect of a database, nothing if there is none. */
    static Optional<Dialect> of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return Arrays.stream(values())
                .filter(dialect -> dialect.productName.equals(product))
                .findFirst();
    }

    String scriptName() {
        return scriptName;
    }

    /** Whether a script that fails leaves nothing behind; if not, its statements can be repeated. */
    boolean transactionalScripts() {
        return transactionalScripts;
    }

    /** What a query ends with that must not wait for the writer's locks. Rows that are asked for by id were committed before. */
    String withoutLocks() {
        return withoutLocks;
    }

    /** A table's name as the database's catalogue has it. */
    String catalogued(String table) {
        return this == POSTGRESQL ? table : table.toUpperCase(Locale.ROOT);
    }
}
