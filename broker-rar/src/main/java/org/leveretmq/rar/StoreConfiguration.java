package org.leveretmq.rar;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.leveretmq.BrokerBuilder;
import org.leveretmq.storage.jpa.EmbeddedDerby;
import org.leveretmq.storage.jpa.JpaMessageStore;
import org.leveretmq.storage.jpa.JtaTransactions;
import org.leveretmq.storage.jpa.ResourceLocalTransactions;
import org.leveretmq.storage.jpa.ServerDatabase;
import org.leveretmq.storage.jpa.StoreDatabase;
import org.leveretmq.storage.jpa.TransactionRunner;

/** The store that the settings describe. */
record StoreConfiguration(AdapterSettings settings) {
    private static final String MEMORY = "memory";

    /** Gives the broker its store. @throws IllegalArgumentException naming settings that do not fit together, or to the server */
    void apply(BrokerBuilder builder) {
        boolean ownDataSource = !settings.text(Setting.DATA_SOURCE_JNDI_NAME).isEmpty();
        if (!settings.text(Setting.STORE).equals(MEMORY)) {
            builder.store(new JpaMessageStore(ownDataSource ? serversDatabase() : ownDatabase(), transactions()));
        } else if (ownDataSource) {
            throw new IllegalArgumentException("Setting dataSourceJndiName is '"
                    + settings.text(Setting.DATA_SOURCE_JNDI_NAME) + "', but setting store is memory");
        }
    }

    /** Whether the broker brings its own database. */
    boolean embedsDatabase() {
        return !settings.text(Setting.STORE).equals(MEMORY)
                && settings.text(Setting.DATA_SOURCE_JNDI_NAME).isEmpty();
    }

    private StoreDatabase serversDatabase() {
        String name = settings.text(Setting.DATA_SOURCE_JNDI_NAME);
        return new ServerDatabase(name, ServerNames.dataSource(name));
    }

    private StoreDatabase ownDatabase() {
        return new EmbeddedDerby(dataDirectory(System.getProperties()).resolve("store"));
    }

    private static TransactionRunner transactions() {
        return ServerNames.transactionManager()
                .<TransactionRunner>map(JtaTransactions::new)
                .orElseGet(ResourceLocalTransactions::new);
    }

    /** Where the broker keeps its files: what is set, or a directory among those of the server, or else in the working directory. */
    Path dataDirectory(Properties system) {
        if (!settings.text(Setting.DATA_DIRECTORY).isEmpty()) {
            return Path.of(settings.text(Setting.DATA_DIRECTORY)).toAbsolutePath();
        }
        String name = URLEncoder.encode(settings.brokerName(), StandardCharsets.UTF_8);
        String wildfly = system.getProperty("jboss.server.data.dir");
        if (wildfly != null) {
            return Path.of(wildfly, "leveretmq", name);
        }
        String payara = system.getProperty("com.sun.aas.instanceRoot");
        if (payara != null && !isTemporary(Path.of(payara), Path.of(system.getProperty("java.io.tmpdir")))) {
            return Path.of(payara, "leveretmq", name);
        }
        return Path.of("leveretmq-data", name).toAbsolutePath();
    }

    /** Payara Micro without a root directory has one of its own that goes with the process; other servers may have been unpacked among temporary files. */
    private static boolean isTemporary(Path root, Path temporary) {
        return root.startsWith(temporary)
                && temporary.relativize(root).getName(0).toString().startsWith("payaramicro-");
    }
}
