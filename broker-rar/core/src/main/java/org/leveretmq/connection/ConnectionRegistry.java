package org.leveretmq.connection;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.vhost.VirtualHost;

/** The connections that are open, by name. Any thread. */
public final class ConnectionRegistry {
    private final ConcurrentHashMap<String, ClientConnection> byName = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> byUser = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> byHost = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, UserUsage> usages = new ConcurrentHashMap<>();
    private final LongAdder created = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder closedReceivedBytes = new LongAdder();
    private final LongAdder closedSentBytes = new LongAdder();
    private volatile @Nullable Runnable emptyListener;

    /** Takes a connection that has opened a virtual host, if there is room. Returns the limit that is in the way, null if none is. */
    @Nullable
    ConnectionLimit admit(ClientConnection connection, AuthenticatedUser user, VirtualHost host) {
        if (!count(byHost, host.name(), host.properties().maxConnections())) {
            return ConnectionLimit.VIRTUAL_HOST;
        }
        if (!count(byUser, user.name(), user.limits().maxConnections())) {
            uncount(byHost, host.name());
            return ConnectionLimit.USER;
        }
        byName.put(connection.name(), connection);
        created.increment();
        return null;
    }

    /** Counts one more, unless there are as many already; with no limit it always does. */
    private static boolean count(ConcurrentHashMap<String, Integer> counts, String key, @Nullable Long limit) {
        int now = counts.merge(key, 1, Integer::sum);
        if (limit == null || now <= limit) {
            return true;
        }
        uncount(counts, key);
        return false;
    }

    private static void uncount(ConcurrentHashMap<String, Integer> counts, String key) {
        counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    /** What this user has open. */
    UserUsage usage(String user) {
        return usages.computeIfAbsent(user, name -> new UserUsage());
    }

    void remove(ClientConnection connection, String user, String virtualHost) {
        if (byName.remove(connection.name(), connection)) {
            closed.increment();
            closedReceivedBytes.add(connection.transport().receivedBytes());
            closedSentBytes.add(connection.transport().sentBytes());
            uncount(byUser, user);
            uncount(byHost, virtualHost);
        }
        if (byName.isEmpty()) {
            Runnable listener = emptyListener;
            if (listener != null) {
                listener.run();
            }
        }
    }

    /** Runs the listener as soon as no connection is open, at once if there is none. */
    public void whenEmpty(Runnable listener) {
        emptyListener = listener;
        if (byName.isEmpty()) {
            listener.run();
        }
    }

    /** The connection with this name, or null. */
    public @Nullable ClientConnection find(String name) {
        return byName.get(name);
    }

    /** All open connections, oldest first. */
    public List<ClientConnection> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(ClientConnection::connectedAt))
                .toList();
    }

    /** A figure of all connections together, closed ones included; 0 for one that connections do not have. */
    public long value(Figure figure) {
        return switch (figure) {
            case CONNECTIONS -> byName.size();
            case CONNECTION_CREATED -> created.sum();
            case CONNECTION_CLOSED -> closed.sum();
            case RECEIVED_BYTES ->
                closedReceivedBytes.sum()
                        + byName.values().stream()
                                .mapToLong(connection -> connection.transport().receivedBytes())
                                .sum();
            case SENT_BYTES ->
                closedSentBytes.sum()
                        + byName.values().stream()
                                .mapToLong(connection -> connection.transport().sentBytes())
                                .sum();
            default -> 0;
        };
    }

    /** The number of open connections. */
    public int size() {
        return byName.size();
    }
}
