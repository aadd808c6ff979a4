package org.leveretmq.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.leveretmq.api.management.Figure;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.ConnectionRegistry;
import org.leveretmq.connection.Session;
import org.leveretmq.statistics.Tick;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.vhost.VirtualHosts;

/**
 * Takes a sample of everything each {@link Tick#INTERVAL}: on the virtual hosts' loops, many queues or connections in several tasks, and of the
 * broker as a whole when all loops are done. Runs on the broker's workers.
 */
public final class Sampler implements AutoCloseable {
    private static final int CONNECTIONS_AT_ONCE = 256;

    private final VirtualHosts virtualHosts;
    private final ConnectionRegistry registry;
    private final NodeFigures node;
    private final Scheduler scheduler;
    private final Executor workers;
    private final BrokerHistory history = new BrokerHistory();
    private final long beganAtNanos;
    private volatile Scheduler.Timer timer;
    private volatile boolean closed;

    /** Takes its first sample at once. */
    public Sampler(
            VirtualHosts virtualHosts,
            ConnectionRegistry registry,
            NodeFigures node,
            Scheduler scheduler,
            Executor workers) {
        this.virtualHosts = virtualHosts;
        this.registry = registry;
        this.node = node;
        this.scheduler = scheduler;
        this.workers = workers;
        this.beganAtNanos = scheduler.nanoTime();
        this.timer = scheduler.schedule(Duration.ZERO, () -> tick(0));
    }

    BrokerHistory history() {
        return history;
    }

    private void tick(long number) {
        if (closed) {
            return;
        }
        Tick tick = new Tick(number, scheduler.currentTimeMillis());
        try {
            workers.execute(() -> sample(tick));
        } catch (RejectedExecutionException e) {
            return; // The broker stops.
        }
        long dueNanos = beganAtNanos + Tick.INTERVAL.toNanos() * (number + 1);
        long waitNanos = Math.max(0, dueNanos - scheduler.nanoTime());
        timer = scheduler.schedule(Duration.ofNanos(waitNanos), () -> tick(number + 1));
    }

    private void sample(Tick tick) {
        node.look();
        List<VirtualHost> hosts = virtualHosts.all();
        Map<VirtualHost, List<ClientConnection>> connections = connectionsByHost();
        AtomicLongArray sums = new AtomicLongArray(Figure.values().length);
        AtomicInteger pending = new AtomicInteger(hosts.size() + 1);
        for (VirtualHost host : hosts) {
            host.loop().hand(() -> {
                long[] values = host.sample(tick);
                sample(host, connections.getOrDefault(host, List.of()), tick);
                for (int i = 0; i < values.length; i++) {
                    sums.addAndGet(i, values[i]);
                }
                sampled(tick, sums, pending);
            });
        }
        sampled(tick, sums, pending);
    }

    private Map<VirtualHost, List<ClientConnection>> connectionsByHost() {
        Map<VirtualHost, List<ClientConnection>> byHost = new HashMap<>();
        for (ClientConnection connection : registry.all()) {
            Session session = connection.session();
            if (session != null) {
                byHost.computeIfAbsent(session.virtualHost(), host -> new ArrayList<>())
                        .add(connection);
            }
        }
        return byHost;
    }

    private static void sample(VirtualHost host, List<ClientConnection> connections, Tick tick) {
        Iterator<ClientConnection> left = connections.iterator();
        host.loop().inSteps(() -> {
            for (int i = 0; i < CONNECTIONS_AT_ONCE && left.hasNext(); i++) {
                left.next().sample(tick);
            }
            return left.hasNext();
        });
    }

    private void sampled(Tick tick, AtomicLongArray sums, AtomicInteger pending) {
        if (pending.decrementAndGet() > 0) {
            return;
        }
        long[] values = new long[sums.length()];
        for (Figure figure : Figure.values()) {
            int i = figure.index();
            values[i] = sums.get(i) + virtualHosts.ofEnded(figure) + registry.value(figure) + node.value(figure);
        }
        values[Figure.CHANNELS.index()] =
                values[Figure.CHANNEL_CREATED.index()] - values[Figure.CHANNEL_CLOSED.index()];
        history.sample(tick, values);
    }

    /** Takes no more samples. */
    @Override
    public void close() {
        closed = true;
        timer.cancel();
    }
}
