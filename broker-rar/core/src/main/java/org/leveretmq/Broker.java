package org.leveretmq;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.embedded.BrokerOperationException;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.tls.TlsConfigurationException;

/**
 * An AMQP 0-9-1 broker inside a Java program.
 *
 * <pre>{@code
 * try (Broker broker = Broker.builder().port(0).build()) {
 *     broker.start();
 *     connectTo("localhost", broker.port());
 * }
 * }</pre>
 *
 * Any thread. Any number of brokers can run in one JVM. A broker that was closed can be started again; what its store has kept is there again.
 */
public final class Broker implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(Broker.class.getName());

    private final BrokerBuilder settings;
    private final ReentrantLock lifeCycle = new ReentrantLock();
    private volatile @Nullable RunningBroker running;

    Broker(BrokerBuilder settings) {
        this.settings = settings;
    }

    /** A builder with the defaults. */
    public static BrokerBuilder builder() {
        return new BrokerBuilder();
    }

    /**
     * Opens the store, recovers what it has kept and listens for clients; when it returns, clients can connect. Does nothing if the
     * broker runs already.
     *
     * @throws BrokerStartException if it cannot be started; nothing is left behind
     */
    public void start() {
        lifeCycle.lock();
        try {
            if (running == null) {
                running = BrokerStart.start(settings);
                LOGGER.log(
                        Level.INFO,
                        "Broker {0} listens on {1}; store: {2}",
                        settings.name,
                        running.listenerText(),
                        storeDescription());
            }
        } finally {
            lifeCycle.unlock();
        }
    }

    /** Whether it accepts clients. */
    public boolean isRunning() {
        return running != null;
    }

    /** The broker's name. */
    public String name() {
        return settings.name;
    }

    /** The TCP port for AMQP without TLS. @throws IllegalStateException if it does not run, or has none */
    public int port() {
        return address().getPort();
    }

    /** The address for AMQP without TLS. @throws IllegalStateException if it does not run, or has none */
    public InetSocketAddress address() {
        return requireRunning().address(false);
    }

    /** The TCP port for AMQP over TLS. @throws IllegalStateException if it does not run, or has none */
    public int tlsPort() {
        return requireRunning().address(true).getPort();
    }

    /**
     * Reads the certificate, the private key and the trusted authorities again; connections that are open go on with the old ones.
     *
     * @throws IllegalStateException if it does not run, or has no TLS
     * @throws TlsConfigurationException if the files cannot be used; the old ones stay in force
     */
    public void reloadTls() {
        requireRunning().reloadTls();
    }

    /**
     * Takes over from these settings what can change while the broker runs: limits on messages and memory count at once; what clients are
     * told and negotiate, how they log in, and certificate, versions and ciphers of TLS count for connections that begin from now on.
     * Name, addresses and ports, threads, virtual hosts, users and the store stay as they are, and so does whether there is TLS.
     *
     * @throws IllegalStateException if it does not run
     * @throws IllegalArgumentException if settings do not fit together; nothing has changed then
     * @throws TlsConfigurationException if the files of TLS cannot be used; nothing has changed then
     */
    public void reconfigure(BrokerBuilder changed) {
        lifeCycle.lock();
        try {
            requireRunning().reconfigure(changed);
        } finally {
            lifeCycle.unlock();
        }
    }

    /** What operators can see and do. @throws IllegalStateException if it does not run */
    public BrokerManagement management() {
        return requireRunning().management();
    }

    /**
     * Why publishers have to wait, in the words that {@code connection.blocked} tells them; empty if they need not.
     *
     * @throws IllegalStateException if it does not run
     */
    public List<String> alarms() {
        return requireRunning().alarms();
    }

    /**
     * From now on publishers are blocked while messages take more heap than this.
     *
     * @param bytes 1 MiB or more
     * @throws IllegalStateException if it does not run
     */
    public void maxHeldBytes(long bytes) {
        settings.maxHeldBytes(bytes);
        requireRunning().maxHeldBytes(settings.maxHeldBytes);
    }

    /**
     * From now on publishers are blocked while less is free on the disk of the store: see {@link BrokerBuilder#diskFreeLimit}. Blocks while it looks
     * at the disk.
     *
     * @throws IllegalStateException if it does not run
     */
    public void diskFreeLimit(long bytes, int percent) {
        settings.diskFreeLimit(bytes, percent);
        requireRunning().diskFreeLimit(settings.diskFreeLimit);
    }

    /** Where what is durable is kept, without credentials: {@code in memory}, {@code Derby in data/store}. */
    public String storeDescription() {
        return settings.store.description();
    }

    /** What the store has kept for this start, and what of it did not fit together. @throws IllegalStateException if it does not run */
    public RecoveryReport recovery() {
        return requireRunning().recovery();
    }

    /**
     * An embedding program's access to a virtual host, to be closed by the program.
     *
     * @throws IllegalStateException if the broker does not run
     * @throws IllegalArgumentException if there is no such virtual host
     */
    public LocalSession openSession(String virtualHost) {
        return requireRunning().openSession(virtualHost);
    }

    /**
     * An embedding program's access to a virtual host with the permissions of a user, to be closed by the program.
     *
     * @throws IllegalStateException if the broker does not run
     * @throws IllegalArgumentException if there is no such virtual host
     * @throws BrokerOperationException 403 if the user may not use it
     */
    public LocalSession openSession(String virtualHost, AuthenticatedUser user) {
        return requireRunning().openSession(virtualHost, user);
    }

    /**
     * Checks a user's name and password the way a login from this machine is checked. Blocks while the password is hashed.
     *
     * @throws IllegalStateException if the broker does not run
     * @throws BrokerOperationException 403 if the login is refused
     */
    public AuthenticatedUser authenticate(String user, String password) {
        return requireRunning().authenticate(user, password);
    }

    /**
     * A user whom the embedding program vouches for, without a password.
     *
     * @throws IllegalStateException if the broker does not run
     * @throws BrokerOperationException 403 if there is no such user
     */
    public AuthenticatedUser actAs(String user) {
        return requireRunning().actAs(user);
    }

    /** For transaction managers that finish after a crash what they had begun before it. @throws IllegalStateException if the broker does not run */
    public XAResource recoveryResource() {
        return requireRunning().recoveryResource();
    }

    private RunningBroker requireRunning() {
        RunningBroker broker = running;
        if (broker == null) {
            throw new IllegalStateException("Broker '" + settings.name + "' does not run");
        }
        return broker;
    }

    /** Closes clients with 320, commits what is to be stored, closes the store and ends every thread. Does nothing if it does not run. */
    @Override
    public void close() {
        lifeCycle.lock();
        try {
            RunningBroker broker = running;
            running = null;
            if (broker != null) {
                broker.stop();
                LOGGER.log(Level.INFO, "Broker {0} has stopped", settings.name);
            }
        } finally {
            lifeCycle.unlock();
        }
    }
}
