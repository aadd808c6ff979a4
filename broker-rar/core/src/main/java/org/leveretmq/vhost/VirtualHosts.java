package org.leveretmq.vhost;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.durability.Journal;
import org.leveretmq.durability.StorePager;
import org.leveretmq.durability.StoreReader;
import org.leveretmq.queue.HeapAccount;
import org.leveretmq.queue.Pager;

/** The virtual hosts of a broker by name. Any thread. */
public final class VirtualHosts {
    private final ConcurrentSkipListMap<String, VirtualHost> byName = new ConcurrentSkipListMap<>();
    private final AtomicLongArray ended = new AtomicLongArray(Figure.values().length);
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

    /** A virtual host has ended; what it has counted, by the figure's ordinal, stays in the totals of the broker. */
    public void keep(long[] values) {
        for (Figure figure : Figure.values()) {
            if (figure.counter()) {
                ended.addAndGet(figure.index(), values[figure.index()]);
            }
        }
    }

    /** What the virtual hosts that have ended have counted. */
    public long ofEnded(Figure figure) {
        return ended.get(figure.index());
    }

    private VirtualHost make(String name) {
        SerialLoop loop = new SerialLoop("vhost " + name, services.workers());
        Journal journal = new Journal(loop, services.writer(), services.scheduler(), services.messageIds());
        HeapAccount heap = new HeapAccount(loop, services.heapWatermark()::change);
        StoreReader reader = services.reader();
        Pager pager = reader == null ? null : new StorePager(loop, journal, reader, services.heapWatermark());
        return new VirtualHost(name, loop, journal, heap, pager, services);
    }

    /** Memory is scarce: their queues are to keep only the next few messages in it. */
    public void saveMemory() {
        byName.values().forEach(host -> host.loop().hand(host.queues()::saveMemory));
    }

    VirtualHostServices services() {
        return services;
    }
}
