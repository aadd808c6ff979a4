package org.leveretmq.storage.jpa;

import java.util.Map;

/** The settings of EclipseLink that a message store needs, whatever the database. */
final class JpaUnits {
    private JpaUnits() {}

    static Map<String, Object> settings() {
        return Map.of(
                "eclipselink.weaving", "false",
                "eclipselink.jdbc.batch-writing", "JDBC",
                "eclipselink.jdbc.batch-writing.size", "2000",
                "eclipselink.jdbc.cache-statements", "true",
                "eclipselink.cache.shared.default", "false",
                "eclipselink.ddl-generation", "none",
                "eclipselink.logging.level", "OFF",
                "eclipselink.persistence-context.flush-mode", "COMMIT");
    }
}
