package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.persistence.jpa.PersistenceProvider;

/** An H2 database in a file, closed with its last connection. */
final class H2Database implements JpaMessageStore.Database {
    private final Path file;

    H2Database(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public String description() {
        return "H2 in " + file;
    }

    @Override
    public Dialect dialect() {
        return Dialect.H2;
    }

    @Override
    public EntityManagerFactory open() {
        Map<String, Object> properties = new HashMap<>(JpaUnits.settings());
        properties.put("jakarta.persistence.jdbc.url", "jdbc:h2:file:" + file);
        properties.put("jakarta.persistence.jdbc.driver", "org.h2.Driver");
        return new PersistenceProvider().createContainerEntityManagerFactory(new StoreUnit(), properties);
    }

    @Override
    public void close() {}
}
