package org.leveretmq.vhost;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.durability.Journal;
import org.leveretmq.queue.HeapAccount;

/** The virtual hosts of a broker by name. Any thread. */
public final class VirtualHosts {
    private final ConcurrentSkipListMap<String, VirtualHost> byName = new ConcurrentSkipListMap<>();
    private final VirtualHostServices services;

    /** None yet. */
    public VirtualHosts(VirtualHostServices services) {
        this.services = services;
    }

    /** The virtual host with this name, or null. */
    public @Nullable VirtualHost find(String name) {
        return byName.get(name);
    }

    /** All virtual hosts, ordered by name. */
    public List<VirtualHost> all() {
        return List.copyOf(byName.values());
    }

    /** The virtual host with this name, made if there is none. */
    public VirtualHost create(String name) {
        return byName.computeIfAbsent(name, this::make);
    }

    /** Takes a virtual host away; whoever still refers to it must not use it any more. Returns null if there is none. */
    public @Nullable VirtualHost remove(String name) {
        return byName.remove(name);
    }

    private VirtualHost make(String name) {
        SerialLoop loop = new SerialLoop("vhost " + name, services.workers());
        Journal journal = new Journal(loop, services.writer(), services.scheduler(), services.messageIds());
        HeapAccount heap = new HeapAccount(loop, services.heapWatermark()::change);
        return new VirtualHost(name, loop, journal, heap, services);
    }

    VirtualHostServices services() {
        return services;
    }
}
