package org.leveretmq.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.leveretmq.api.management.BrokerManagement;

/**
 * The brokers that run in this JVM, by name; how the admin application finds the one that the resource adapter hosts.
 *
 * <p>This is the one place with static state: the server gives the adapter and the web application no other common ground.
 * Any thread.
 */
public final class BrokerRegistry {
    private static final ConcurrentSkipListMap<String, BrokerManagement> BROKERS = new ConcurrentSkipListMap<>();

    private BrokerRegistry() {}

    /** Adds a running broker. Returns false, and changes nothing, if one with this name is there already. */
    public static boolean register(String name, BrokerManagement broker) {
        return BROKERS.putIfAbsent(name, broker) == null;
    }

    /** Takes away a broker, if it is the one registered under the name. */
    public static void unregister(String name, BrokerManagement broker) {
        BROKERS.remove(name, broker);
    }

    /** The broker with this name. */
    public static Optional<BrokerManagement> find(String name) {
        return Optional.ofNullable(BROKERS.get(name));
    }

    /** All running brokers, ordered by name. */
    public static List<BrokerManagement> all() {
        return List.copyOf(BROKERS.values());
    }
}
