package org.leveretmq;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.Workers;
import org.leveretmq.connection.ConnectionRegistry;
import org.leveretmq.durability.Completion;
import org.leveretmq.durability.DiskWatermark;
import org.leveretmq.durability.HeapWatermark;
import org.leveretmq.durability.PublishGate;
import org.leveretmq.embedded.BrokerOperationException;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.embedded.RecoveryXaResource;
import org.leveretmq.embedded.SessionRights;
import org.leveretmq.error.ChannelException;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.security.AuthenticationResult;
import org.leveretmq.security.Authenticator;
import org.leveretmq.security.UserStore;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.tls.TlsContext;
import org.leveretmq.transaction.Branches;
import org.leveretmq.transport.AmqpServer;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.vhost.VirtualHosts;

/** The parts of a broker between start and stop. Started and stopped by one thread at a time. */
final class RunningBroker {
    private static final Logger LOGGER = System.getLogger(RunningBroker.class.getName());
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

    private final Deque<AutoCloseable> parts;
    private final AmqpServer server;
    private final ConnectionRegistry registry;
    private final VirtualHosts virtualHosts;
    private final BrokerManagement management;
    private final Workers workers;
    private final @Nullable TlsContext tls;
    private final PublishGate gate;
    private final LiveSettings live;
    private final RecoveryReport recovery;
    private final Authenticator authenticator;
    private final UserStore users;
    private final Branches branches;
    private final Scheduler scheduler;
    private final HeapWatermark heap;
    private final @Nullable DiskWatermark disk;

    /** Of parts that run; {@code parts} are closed in the order in which they are popped. */
    RunningBroker(
            Deque<AutoCloseable> parts,
            AmqpServer server,
            ConnectionRegistry registry,
            VirtualHosts virtualHosts,
            BrokerManagement management,
            Workers workers,
            @Nullable TlsContext tls,
            PublishGate gate,
            LiveSettings live,
            RecoveryReport recovery,
            Authenticator authenticator,
            UserStore users,
            Branches branches,
            Scheduler scheduler,
            HeapWatermark heap,
            @Nullable DiskWatermark disk) {
        this.parts = parts;
        this.server = server;
        this.registry = registry;
        this.virtualHosts = virtualHosts;
        this.management = management;
        this.workers = workers;
        this.tls = tls;
        this.gate = gate;
        this.live = live;
        this.recovery = recovery;
        this.authenticator = authenticator;
        this.users = users;
        this.branches = branches;
        this.scheduler = scheduler;
        this.heap = heap;
        this.disk = disk;
    }

    /** Where it listens with TLS or without. @throws IllegalStateException if it does not */
    InetSocketAddress address(boolean secure) {
        return server.listeners().stream()
                .filter(listener -> listener.secure() == secure)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The broker does not listen for AMQP " + (secure ? "over" : "without") + " TLS"))
                .address();
    }

    /** Where it listens, in words. */
    String listenerText() {
        return server.listeners().stream()
                .map(listener ->
                        listener.host() + ":" + listener.address().getPort() + (listener.secure() ? " (TLS)" : ""))
                .collect(Collectors.joining(" and "));
    }

    /** Goes on with other settings, as {@link Broker#reconfigure} says. */
    void reconfigure(BrokerBuilder changed) {
        live.replace(changed);
    }

    void reloadTls() {
        if (tls == null) {
            throw new IllegalStateException("The broker does not listen for AMQP over TLS");
        }
        tls.reload();
    }

    BrokerManagement management() {
        return management;
    }

    List<String> alarms() {
        return gate.reasons().stream().map(PublishGate.Reason::text).toList();
    }

    RecoveryReport recovery() {
        return recovery;
    }

    void maxHeldBytes(long bytes) {
        heap.limitBytes(bytes);
    }

    void diskFreeLimit(DiskWatermark.Limit limit) {
        if (disk != null) {
            disk.limit(limit);
        }
    }

    LocalSession openSession(String hostName) {
        return new LocalSession(requireHost(hostName), SessionRights.all(hostName), branches, scheduler, workers);
    }

    LocalSession openSession(String hostName, AuthenticatedUser user) {
        VirtualHost host = requireHost(hostName);
        if (!user.access(hostName).mayAccess()) {
            throw new BrokerOperationException(ChannelException.accessRefused(
                    "access to vhost '" + hostName + "' refused for user '" + user.name() + "'"));
        }
        return new LocalSession(host, SessionRights.of(user, hostName), branches, scheduler, workers);
    }

    private VirtualHost requireHost(String hostName) {
        VirtualHost host = virtualHosts.find(hostName);
        if (host == null) {
            throw new IllegalArgumentException("There is no virtual host '" + hostName + "'");
        }
        return host;
    }

    AuthenticatedUser authenticate(String user, String password) {
        if (authenticator.authenticate(user, password, InetAddress.getLoopbackAddress())
                instanceof AuthenticationResult.Success success) {
            return success.user();
        }
        throw new BrokerOperationException(ChannelException.accessRefused("login was refused for user '" + user + "'"));
    }

    AuthenticatedUser actAs(String user) {
        if (users.find(user) == null) {
            throw new BrokerOperationException(ChannelException.accessRefused("there is no user '" + user + "'"));
        }
        return new AuthenticatedUser(user, () -> users.find(user));
    }

    XAResource recoveryResource() {
        return new RecoveryXaResource(branches);
    }

    void stop() {
        server.stopAccepting();
        registry.all().forEach(connection -> connection.forceClose("broker shut down"));
        boolean deliveriesEnded = awaitNoConnections();
        awaitLoops(deliveriesEnded);
        closeAll(parts);
    }

    private boolean awaitNoConnections() {
        CountDownLatch none = new CountDownLatch(1);
        registry.whenEmpty(none::countDown);
        return await(none);
    }

    /** When every loop has run this task, the sessions have ended and the journals have what is to be stored. */
    private void awaitLoops(boolean deliveriesEnded) {
        List<VirtualHost> hosts = virtualHosts.all();
        CountDownLatch idle = new CountDownLatch(hosts.size());
        for (VirtualHost host : hosts) {
            host.loop().execute(() -> {
                if (deliveriesEnded) {
                    host.queues().storeDelivered();
                }
                host.journal().barrier(new CountDown(idle));
            });
        }
        await(idle);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            if (latch.await(DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            LOGGER.log(Level.WARNING, "The broker stops without waiting any longer for clients or the store");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOGGER.log(Level.WARNING, "A part of the broker could not be closed", e);
            }
        }
    }

    private record CountDown(CountDownLatch latch) implements Completion {
        @Override
        public void stored() {
            latch.countDown();
        }

        @Override
        public void failed(String reason) {
            latch.countDown();
        }
    }
}
