package org.leveretmq;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
import org.leveretmq.durability.DefinitionWriter;
import org.leveretmq.durability.DirectorySpace;
import org.leveretmq.durability.DiskWatermark;
import org.leveretmq.durability.HeapWatermark;
import org.leveretmq.durability.PublishGate;
import org.leveretmq.durability.StoreReader;
import org.leveretmq.durability.StoreWriter;
import org.leveretmq.exchange.ExchangeTypes;
import org.leveretmq.management.Alarms;
import org.leveretmq.management.CoreManagement;
import org.leveretmq.management.NodeFigures;
import org.leveretmq.management.Sampler;
import org.leveretmq.security.Authenticator;
import org.leveretmq.security.InMemoryUserStore;
import org.leveretmq.security.StoredUsers;
import org.leveretmq.security.User;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredVirtualHost;
import org.leveretmq.tls.CertificateWatch;
import org.leveretmq.tls.TlsContext;
import org.leveretmq.transaction.Branches;
import org.leveretmq.transport.AmqpServer;
import org.leveretmq.vhost.Recovery;
import org.leveretmq.vhost.VirtualHostServices;
import org.leveretmq.vhost.VirtualHosts;

/** Starts a broker: makes its parts one after the other, and closes those that were made if one cannot be. */
final class BrokerStart {
    private static final Logger LOGGER = System.getLogger(BrokerStart.class.getName());
    private static final int LOGIN_THREADS = 4;
    private static final int FEWEST_EVENT_LOOPS = 4;

    private BrokerStart() {}

    static RunningBroker start(BrokerBuilder settings) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return start(settings, parts);
        } catch (BrokerStartException e) {
            RunningBroker.closeAll(parts);
            throw e;
        } catch (StoreException | RuntimeException e) {
            RunningBroker.closeAll(parts);
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
        AmqpServer server = opened(parts, new AmqpServer(eventLoops(settings), threads, services));
        scheduler.callingThread(server::callingEventLoop);
        writer.waitingThreads(server.waitingThreads());
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

    /** On a small machine, too, a few connections have one each: what waits then keeps no other connection waiting. */
    private static int eventLoops(BrokerBuilder settings) {
        return settings.eventLoops == 0
                ? Math.max(FEWEST_EVENT_LOOPS, Runtime.getRuntime().availableProcessors())
                : settings.eventLoops;
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
}
