package org.leveretmq.connection;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connections that are open, by name. Any thread. */
public final class ConnectionRegistry {
    private final ConcurrentHashMap<String, ClientConnection> byName = new ConcurrentHashMap<>();
    private volatile @Nullable Runnable emptyListener;

    void add(ClientConnection connection) {
        byName.put(connection.name(), connection);
    }

    void remove(ClientConnection connection) {
        byName.remove(connection.name(), connection);
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

    /** The number of open connections. */
    public int size() {
        return byName.size();
    }
}
