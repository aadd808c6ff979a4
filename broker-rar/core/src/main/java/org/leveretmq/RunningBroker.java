package org.leveretmq;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.SystemScheduler;
import org.leveretmq.concurrent.Workers;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.ConnectionRegistry;
import org.leveretmq.connection.ConnectionServices;
import org.leveretmq.connection.CurrentSettings;
import org.leveretmq.connection.PeerFaults;
import org.leveretmq.durability.Completion;
import org.leveretmq.durability.DefinitionWriter;
import org.leveretmq.durability.DirectorySpace;
import org.leveretmq.durability.DiskWatermark;
import org.leveretmq.durability.HeapWatermark;
import org.leveretmq.durability.PublishGate;
import org.leveretmq.durability.StoreReader;
import org.leveretmq.durability.StoreWriter;
import org.leveretmq.embedded.BrokerOperationException;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.embedded.RecoveryXaResource;
import org.leveretmq.embedded.SessionRights;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.ExchangeTypes;
import org.leveretmq.management.Alarms;
import org.leveretmq.management.CoreManagement;
import org.leveretmq.management.NodeFigures;
import org.leveretmq.management.Sampler;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.security.AuthenticationResult;
import org.leveretmq.security.Authenticator;
import org.leveretmq.security.InMemoryUserStore;
import org.leveretmq.security.StoredUsers;
import org.leveretmq.security.User;
import org.leveretmq.security.UserStore;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredVirtualHost;
import org.leveretmq.tls.CertificateWatch;
import org.leveretmq.tls.TlsContext;
import org.leveretmq.transaction.Branches;
import org.leveretmq.transport.AmqpServer;
import org.leveretmq.vhost.Recovery;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.vhost.VirtualHostServices;
import org.leveretmq.vhost.VirtualHosts;

/** The parts of a broker between start and stop. Started and stopped by one thread at a time. */
final class RunningBroker {
    private static final Logger LOGGER = System.getLogger(RunningBroker.class.getName());
    private static final int LOGIN_THREADS = 4;
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

    private RunningBroker(
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

    static RunningBroker start(BrokerBuilder settings) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return start(settings, parts);
        } catch (BrokerStartException e) {
            closeAll(parts);
            throw e;
        } catch (StoreException | RuntimeException e) {
            closeAll(parts);
            throw new BrokerStartException("Broker '" + settings.name + "' cannot start: " + e.getMessage(), e);
        }
    }

    private static RunningBroker start(BrokerBuilder settings, Deque<AutoCloseable> parts) throws StoreException {
        String threads = "leveretmq-" + settings.name;
        SystemScheduler scheduler = opened(parts, new SystemScheduler(threads + "-timer"));
        opened(parts, settings.store).open();
        PublishGate gate = new PublishGate();
        StoreWriter writer = opened(parts, new StoreWriter(settings.store, gate, scheduler, threads + "-store"));
        Workers workers = opened(
                parts,
                new Workers(
                        threads + "-worker", Math.max(2, Runtime.getRuntime().availableProcessors())));
        // Of their own: the virtual hosts' loops must not wait for slow hashes or a slow realm.
        Workers logins = opened(parts, new Workers(threads + "-login", LOGIN_THREADS));
        StoreReader reader = settings.store.takesHeap()
                ? null
                : opened(parts, new StoreReader(settings.store, scheduler, threads + "-reader"));
        HeapWatermark heap = new HeapWatermark(settings.maxHeldBytes, gate);
        VirtualHosts virtualHosts = new VirtualHosts(new VirtualHostServices(
                settings.name,
                workers,
                scheduler,
                writer,
                reader,
                heap,
                ExchangeTypes.standard(),
                new AtomicLong(1),
                new AtomicLong(1)));
        heap.whenScarce(virtualHosts::saveMemory);
        DefinitionWriter definitions = new DefinitionWriter(writer);
        Branches branches = new Branches(scheduler);
        Recovery recovered = new Recovery(virtualHosts);
        RecoveryReport recovery = recover(settings, recovered, virtualHosts, branches, definitions);
        ConnectionRegistry registry = new ConnectionRegistry();
        CurrentSettings connectionSettings = new CurrentSettings(LiveSettings.ofConnections(settings));
        Authenticator authenticator = new Authenticator(settings.users, settings.authentication);
        ConnectionServices services = new ConnectionServices(
                connectionSettings,
                authenticator,
                virtualHosts,
                gate,
                registry,
                logins,
                scheduler,
                new PeerFaults(scheduler));
        gate.addListener(changed -> registry.all().forEach(ClientConnection::gateChanged));
        TlsContext tls = tls(settings, scheduler, workers, parts);
        int eventLoops = settings.eventLoops == 0 ? Runtime.getRuntime().availableProcessors() : settings.eventLoops;
        DiskWatermark disk = disk(settings, gate);
        Path directory = settings.store.directory();
        NodeFigures node = new NodeFigures(new NodeFigures.Sources(
                settings.store.description(),
                directory == null ? null : new DirectorySpace(directory),
                writer,
                heap,
                disk,
                recovery));
        Alarms alarms = new Alarms(gate, node, scheduler, workers);
        AmqpServer server = opened(parts, new AmqpServer(eventLoops, threads, services));
        if (disk != null) {
            disk.check();
        }
        listen(settings, server, tls);
        Sampler sampler = opened(parts, new Sampler(virtualHosts, registry, node, scheduler, workers));
        BrokerManagement management = new CoreManagement(
                connectionSettings,
                scheduler.now(),
                registry,
                authenticator,
                virtualHosts,
                settings.users,
                definitions,
                branches,
                recovered.parameters(),
                workers,
                server::listeners,
                sampler,
                alarms,
                node,
                scheduler);
        LiveSettings live = new LiveSettings(connectionSettings, heap, disk, authenticator, tls);
        return new RunningBroker(
                parts,
                server,
                registry,
                virtualHosts,
                management,
                workers,
                tls,
                gate,
                live,
                recovery,
                authenticator,
                settings.users,
                branches,
                scheduler,
                heap,
                disk);
    }

    private static @Nullable DiskWatermark disk(BrokerBuilder settings, PublishGate gate) {
        Path directory = settings.store.directory();
        return directory == null
                ? null
                : new DiskWatermark(new DirectorySpace(directory), settings.diskFreeLimit, gate);
    }

    private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> parts, T part) {
        parts.push(part);
        return part;
    }

    private static RecoveryReport recover(
            BrokerBuilder settings,
            Recovery recovery,
            VirtualHosts virtualHosts,
            Branches branches,
            DefinitionWriter definitions)
            throws StoreException {
        RecoveryReport report = settings.store.recover(recovery);
        recovery.restoreMessages(settings.store);
        recovery.branches().forEach(branches::restore);
        recovery.end();
        if (recovery.queueCount() > 0 || recovery.leftOut() > 0) {
            LOGGER.log(
                    Level.INFO,
                    "Recovered {0} queues with {1} messages from the store ({2}); set aside: {3}, left out: {4}",
                    recovery.queueCount(),
                    recovery.messages(),
                    settings.store.description(),
                    report.setAsideCount(),
                    recovery.leftOut());
        }
        List<StoreOperation> initial = new ArrayList<>();
        if (recovery.hostCount() == 0) {
            for (String name : settings.virtualHosts) {
                virtualHosts.create(name);
                initial.add(new StoreOperation.PutVirtualHost(StoredVirtualHost.named(name)));
            }
        }
        if (settings.users instanceof InMemoryUserStore users) {
            initial.addAll(recoverUsers(users, recovery.users()));
        }
        if (!initial.isEmpty()) {
            definitions.commit(initial);
        }
        return report;
    }

    /** The users that the store has kept, or those that a broker begins with, which are to be stored then. */
    private static List<StoreOperation> recoverUsers(InMemoryUserStore users, List<User> kept) {
        if (!kept.isEmpty()) {
            users.replaceAll(kept);
            return List.of();
        }
        return users.all().stream()
                .flatMap(user -> StoredUsers.definitions(user).stream())
                .map(definition -> (StoreOperation) new StoreOperation.PutDefinition(definition))
                .toList();
    }

    private static @Nullable TlsContext tls(
            BrokerBuilder settings, Scheduler scheduler, Workers workers, Deque<AutoCloseable> parts) {
        if (settings.tls == null) {
            return null;
        }
        TlsContext context = new TlsContext(settings.tls);
        opened(parts, new CertificateWatch(context, scheduler, workers));
        return context;
    }

    private static void listen(BrokerBuilder settings, AmqpServer server, @Nullable TlsContext tls) {
        if (settings.port != BrokerBuilder.NO_PORT) {
            listen(settings.bindAddress, settings.port, server, null);
        }
        if (settings.tls != null) {
            listen(settings.bindAddress, settings.tls.port(), server, tls);
        }
    }

    private static void listen(String bindAddress, int port, AmqpServer server, @Nullable TlsContext tls) {
        InetSocketAddress address = new InetSocketAddress(bindAddress, port);
        String wanted = bindAddress + ":" + port;
        if (address.isUnresolved()) {
            throw new BrokerStartException(
                    "Cannot listen on " + wanted + ": the bind address '" + bindAddress + "' is unknown", null);
        }
        try {
            server.listen(address, tls);
        } catch (IOException e) {
            throw new BrokerStartException("Cannot listen on " + wanted + ": " + e.getMessage(), e);
        }
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

    private static void closeAll(Deque<AutoCloseable> parts) {
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
