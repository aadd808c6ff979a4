package org.leveretmq.rar;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.work.WorkException;
import java.util.Set;

/**
 * The server's own users: a name and a password are checked by the security inflow of Jakarta Connectors (§16.4), which every server has
 * to have. Payara asks its default realm; WildFly asks the Elytron security domain that the configuration of the adapter names. Any
 * thread that may block.
 */
class ServerRealm {
    /** If the server has no thread for so long, the login fails. */
    private static final long START_MILLIS = 10_000;

    private volatile BootstrapContext server;

    ServerRealm(BootstrapContext server) {
        this.server = server;
    }

    /** What the server says of a name and a password. */
    sealed interface Outcome {
        /** The password is right; the user is in these groups, or has these roles where the server has no groups. */
        record Right(Set<String> groups) implements Outcome {}

        /** There is no such user, or the password is wrong. */
        record Wrong() implements Outcome {}

        /** The server cannot tell. */
        record Failed(String reason) implements Outcome {}
    }

    /**
     * From now on asks as the adapter instance of the other realm: on WildFly only the configured instance may ask, and it can join a
     * broker that the default one has started.
     */
    void askAs(ServerRealm other) {
        server = other.server;
    }

    /** Asks the server. */
    Outcome check(String name, String password) {
        RealmLogin login = new RealmLogin(name, password);
        try {
            server.getWorkManager().doWork(new RealmWork(login), START_MILLIS, null, null);
            return login.outcome();
        } catch (WorkException e) {
            return new Outcome.Failed("the server does not check passwords for the adapter: " + e.getMessage()
                    + " (WildFly needs wm-security and wm-elytron-security-domain of the resource adapter)");
        }
    }
}
