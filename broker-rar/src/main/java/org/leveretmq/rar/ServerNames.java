package org.leveretmq.rar;

import jakarta.transaction.TransactionManager;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** What the server keeps under names (JNDI). Any thread. */
final class ServerNames {
    /** Payara's name, and WildFly's. */
    private static final List<String> TRANSACTION_MANAGERS =
            List.of("java:appserver/TransactionManager", "java:jboss/TransactionManager");

    private ServerNames() {}

    /** The server's transaction manager; none outside of a server. */
    static Optional<TransactionManager> transactionManager() {
        return TRANSACTION_MANAGERS.stream()
                .flatMap(name -> find(name).stream())
                .filter(TransactionManager.class::isInstance)
                .map(TransactionManager.class::cast)
                .findFirst();
    }

    /** The data source that an administrator has configured. @throws IllegalArgumentException naming the setting, if there is none of this name */
    static DataSource dataSource(String name) {
        if (find(name).orElse(null) instanceof DataSource dataSource) {
            return dataSource;
        }
        throw new IllegalArgumentException("Setting " + Setting.DATA_SOURCE_JNDI_NAME.property() + " is '" + name
                + "', but the server has no data source of this name");
    }

    @SuppressWarnings("BanJNDI") // names of the server and of its administrator
    private static Optional<Object> find(String name) {
        try {
            return Optional.ofNullable(new InitialContext().lookup(name));
        } catch (NamingException e) {
            return Optional.empty();
        }
    }
}
