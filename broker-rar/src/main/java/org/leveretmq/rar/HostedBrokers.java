package org.leveretmq.rar;

import jakarta.resource.spi.ResourceAdapterInternalException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.leveretmq.storage.jpa.EmbeddedDerby;

/**
 * The brokers of one deployed archive, each started once however many adapter instances ask for it.
 *
 * <p>A server may start more than one instance of an adapter: WildFly starts one for {@code ironjacamar.xml} and another one for
 * an entry in its own configuration. Instances with the same settings share a broker, which closes with the last of them. An
 * instance with default settings is there so that a plain deployment just works; it gives way to any configured one.
 *
 * <p>A server that stops an adapter only to start one with other properties ({@link Reconfiguration}) leaves its broker to that heir: if only
 * live settings differ, the broker goes on with its clients; else it is closed first.
 *
 * <p>Any thread; starting and stopping wait for each other.
 */
final class HostedBrokers {
    private static final Logger LOG = System.getLogger(HostedBrokers.class.getName());

    /** Those of this class loader: adapter instances have no other common ground. */
    static final HostedBrokers OF_THIS_ARCHIVE = new HostedBrokers(Duration.ofSeconds(30));

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition inherited = lock.newCondition();
    private final Duration heirLimit;
    private final Map<String, HostedBroker> brokers = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private final IdentityHashMap<Object, Holder> holders = new IdentityHashMap<>();

    /** A broker that was left to an heir is closed if there is none after this time. */
    HostedBrokers(Duration heirLimit) {
        this.heirLimit = heirLimit;
    }

    /** An adapter instance that has been started. A default one that gave way holds no broker. */
    private record Holder(boolean isDefault, @Nullable String brokerName) {}

    /**
     * Starts the broker of an adapter instance, or joins the one that runs with the same settings.
     *
     * @param adapter the instance, told apart by identity
     * @param isDefault whether its settings are the defaults, so that it gives way to configured instances
     * @param realm the server's own users
     * @throws ResourceAdapterInternalException if the broker cannot start, or runs with other settings
     */
    void acquire(Object adapter, boolean isDefault, AdapterSettings settings, ServerRealm realm)
            throws ResourceAdapterInternalException {
        lock.lock();
        try {
            if (isDefault && hasConfiguredHolder()) {
                LOG.log(Level.DEBUG, "The default adapter instance gives way to the configured one");
                holders.put(adapter, new Holder(true, null));
                return;
            }
            if (!isDefault) {
                makeDefaultsGiveWay(settings);
            }
            inherit(settings);
            join(settings, realm);
            holders.put(adapter, new Holder(isDefault, settings.brokerName()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has an adapter instance with defaults start nothing, since the server is about to start a configured one. Only the first one: if WildFly
     * has not reloaded an entry yet, the instance of the entry has the defaults, too, and has to start.
     *
     * @return false if another instance has left the broker already
     */
    boolean leaveToConfigured(Object adapter) {
        lock.lock();
        try {
            boolean first = holders.values().stream().noneMatch(holder -> holder.brokerName() == null);
            if (first) {
                LOG.log(Level.INFO, "The adapter instance with defaults leaves the broker to the configured one");
                holders.put(adapter, new Holder(true, null));
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of the broker of an adapter instance and closes it if no other instance holds it. Unknown instances are ignored. */
    void release(Object adapter) {
        lock.lock();
        try {
            Holder holder = holders.remove(adapter);
            if (holder != null && holder.brokerName() != null) {
                closeUnlessHeld(holder.brokerName());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of the broker of an adapter instance, which the next one to be acquired goes on with if it can. */
    void leaveToHeir(Object adapter) {
        lock.lock();
        try {
            Holder holder = holders.remove(adapter);
            String brokerName = holder == null ? null : holder.brokerName();
            if (brokerName != null && !isHeld(brokerName) && left.add(brokerName)) {
                Thread thread = new Thread(null, () -> closeWithoutHeir(brokerName), "leveretmq-heir", 0, false);
                thread.setDaemon(true);
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes brokers that were left to an heir, since it has failed. */
    void heirFailed() {
        lock.lock();
        try {
            List.copyOf(left).forEach(this::closeLeft);
        } finally {
            lock.unlock();
        }
    }

    private void closeWithoutHeir(String brokerName) {
        lock.lock();
        try {
            long nanos = heirLimit.toNanos();
            while (left.contains(brokerName) && nanos > 0) {
                nanos = inherited.awaitNanos(nanos);
            }
            closeLeft(brokerName);
        } catch (InterruptedException e) {
            closeLeft(brokerName);
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void closeLeft(String brokerName) {
        if (left.remove(brokerName)) {
            inherited.signalAll();
            closeUnlessHeld(brokerName);
        }
    }

    /** A broker that was left goes on with the settings of its heir if it can, and closes otherwise. */
    private void inherit(AdapterSettings settings) {
        for (String brokerName : List.copyOf(left)) {
            HostedBroker running = brokers.get(brokerName);
            if (running != null && running.settings().canBecome(settings)) {
                running.reconfigure(settings);
                left.remove(brokerName);
                inherited.signalAll();
            } else {
                closeLeft(brokerName);
            }
        }
    }

    /**
     * Goes on with other settings of an adapter instance.
     *
     * @throws IllegalArgumentException if they take a restart, or one is refused; nothing has changed then
     */
    void reconfigure(Object adapter, AdapterSettings settings) {
        lock.lock();
        try {
            Holder holder = holders.get(adapter);
            HostedBroker running = holder == null ? null : brokers.get(holder.brokerName());
            if (running == null) {
                return;
            }
            if (!running.settings().canBecome(settings)) {
                throw new IllegalArgumentException(
                        "Setting " + settings.differenceFrom(running.settings()) + " takes a restart of the broker");
            }
            running.reconfigure(settings);
        } finally {
            lock.unlock();
        }
    }

    private boolean hasConfiguredHolder() {
        return holders.values().stream().anyMatch(holder -> !holder.isDefault());
    }

    private void makeDefaultsGiveWay(AdapterSettings configured) {
        for (Map.Entry<Object, Holder> entry : holders.entrySet()) {
            String brokerName = entry.getValue().brokerName();
            HostedBroker running = entry.getValue().isDefault() ? brokers.get(brokerName) : null;
            // With the same settings there is nothing to restart: the configured instance joins it as it is.
            if (running != null && !running.settings().equals(configured)) {
                LOG.log(Level.INFO, "The default broker gives way to the configured one");
                entry.setValue(new Holder(true, null));
                closeUnlessHeld(running.settings().brokerName());
            }
        }
    }

    private void join(AdapterSettings settings, ServerRealm realm) throws ResourceAdapterInternalException {
        HostedBroker running = brokers.get(settings.brokerName());
        if (running == null) {
            start(settings, realm);
        } else if (!running.settings().equals(settings)) {
            throw new ResourceAdapterInternalException("A broker named '" + settings.brokerName()
                    + "' already runs with other settings (" + settings.differenceFrom(running.settings())
                    + "): give this one another brokerName");
        } else {
            running.realm().askAs(realm);
        }
    }

    private void closeUnlessHeld(String brokerName) {
        HostedBroker broker = isHeld(brokerName) ? null : brokers.remove(brokerName);
        if (broker != null) {
            broker.close();
            endDatabaseEngine(broker.settings());
        }
    }

    private boolean isHeld(String brokerName) {
        return holders.values().stream().anyMatch(holder -> brokerName.equals(holder.brokerName()));
    }

    private void start(AdapterSettings settings, ServerRealm realm) throws ResourceAdapterInternalException {
        boolean started = false;
        try {
            brokers.put(settings.brokerName(), HostedBroker.start(settings, realm));
            started = true;
        } finally {
            if (!started) {
                endDatabaseEngine(settings);
            }
        }
    }

    /** The last one to use it turns off the light: the engine has threads, and is known to the JVM. */
    private void endDatabaseEngine(AdapterSettings used) {
        boolean needed = brokers.values().stream().anyMatch(broker -> embedsDatabase(broker.settings()));
        if (embedsDatabase(used) && !needed) {
            EmbeddedDerby.endEngine();
        }
    }

    private static boolean embedsDatabase(AdapterSettings settings) {
        return new StoreConfiguration(settings).embedsDatabase();
    }
}
