package org.leveretmq.storage.jpa;

/** The databases that there is a schema script for. */
public enum Dialect {
    /** Apache Derby, embedded. */
    DERBY("derby"),
    /** H2. */
    H2("h2"),
    /** PostgreSQL. */
    POSTGRESQL("postgresql");

    private final String scriptName;

    Dialect(String scriptName) {
        this.scriptName = scriptName;
    }

    String scriptName() {
        return scriptName;
    }
}
