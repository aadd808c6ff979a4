package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.leveretmq.store.StoreException;

/** The tables of the store, made by versioned scripts; the version that a database has is in {@code lmq_schema}. One thread at a time. */
final class Schema {
    private static final int VERSION = 1;

    private final TransactionRunner transactions;
    private final Dialect dialect;

    Schema(TransactionRunner transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /** Creates the tables, unless they are there. @throws StoreException if they were made by a newer version of this program */
    void prepare() throws StoreException {
        int found = versionFound();
        if (found == 0) {
            create();
        } else if (found > VERSION) {
            throw new StoreException(
                    "The store's tables have version " + found + ", but this program knows version " + VERSION
                            + ": use the newer program that has made them, or another database",
                    null);
        }
    }

    private int versionFound() {
        int[] version = {0};
        try {
            transactions.run(manager -> {
                List<?> rows = manager.createNativeQuery("SELECT MAX(version) FROM lmq_schema")
                        .getResultList();
                version[0] = rows.get(0) instanceof Number number ? number.intValue() : 0;
            });
        } catch (PersistenceException e) {
            return 0;
        }
        return version[0];
    }

    private void create() throws StoreException {
        String script = script();
        try {
            transactions.run(manager -> execute(manager, script));
        } catch (PersistenceException e) {
            throw new StoreException("The store's tables cannot be created: " + e.getMessage(), e);
        }
    }

    private static void execute(EntityManager manager, String script) {
        String withoutComments = script.replaceAll("(?m)^--.*$", "");
        for (String statement : withoutComments.split(";", -1)) {
            if (!statement.isBlank()) {
                manager.createNativeQuery(statement.strip()).executeUpdate();
            }
        }
    }

    private String script() throws StoreException {
        String name = "schema-" + VERSION + "-" + dialect.scriptName() + ".sql";
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
