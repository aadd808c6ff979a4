package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.jspecify.annotations.Nullable;

/** The persistence unit of the store, described in code, so that it works in servers that find no {@code persistence.xml} in an adapter. Immutable. */
final class StoreUnit implements PersistenceUnitInfo {
    private static final List<Class<?>> ENTITIES = List.of(
            VirtualHostRow.class,
            UserRow.class,
            PermissionRow.class,
            TopicPermissionRow.class,
            ParameterRow.class,
            PolicyRow.class,
            ExchangeRow.class,
            QueueRow.class,
            BindingRow.class,
            MessageRow.class,
            ReferenceRow.class);

    private final DataSource dataSource;
    private final TransactionRunner transactions;

    private StoreUnit(DataSource dataSource, TransactionRunner transactions) {
        this.dataSource = dataSource;
        this.transactions = transactions;
    }

    /** The entity managers of a store in this database. */
    static EntityManagerFactory factory(DataSource dataSource, TransactionRunner transactions) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "eclipselink.weaving", "false",
                "eclipselink.jdbc.batch-writing", "JDBC",
                "eclipselink.jdbc.batch-writing.size", "2000",
                "eclipselink.cache.shared.default", "false",
                "eclipselink.ddl-generation", "none",
                "eclipselink.logging.level", "OFF",
                "eclipselink.persistence-context.flush-mode", "COMMIT"));
        // Units of the same session name would share a session, and with it the database of the first one.
        properties.put("eclipselink.session-name", "leveretmq-store-" + UUID.randomUUID());
        properties.putAll(transactions.unitProperties());
        return new PersistenceProvider()
                .createContainerEntityManagerFactory(new StoreUnit(dataSource, transactions), properties);
    }

    @Override
    public String getPersistenceUnitName() {
        return "leveretmq-store";
    }

    @Override
    public String getPersistenceProviderClassName() {
        return "org.eclipse.persistence.jpa.PersistenceProvider";
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return transactions.jta() ? PersistenceUnitTransactionType.JTA : PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    @SuppressWarnings("NullAway") // the interface allows null, but does not say so
    public @Nullable DataSource getJtaDataSource() {
        return transactions.jta() ? dataSource : null;
    }

    @Override
    @SuppressWarnings("NullAway") // the interface allows null, but does not say so
    public @Nullable DataSource getNonJtaDataSource() {
        return transactions.jta() ? null : dataSource;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        return StoreUnit.class.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    public List<String> getManagedClassNames() {
        return ENTITIES.stream().map(Class::getName).toList();
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return new Properties();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.1";
    }

    @Override
    public ClassLoader getClassLoader() {
        return StoreUnit.class.getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        throw new UnsupportedOperationException("the store's entities are not woven");
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return StoreUnit.class.getClassLoader();
    }
}
