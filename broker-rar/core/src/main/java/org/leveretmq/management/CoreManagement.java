package org.leveretmq.management;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.BrokerInfo;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.ChannelInfo;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.ListenerInfo;
import org.leveretmq.api.management.MessageAdministration;
import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.api.management.Monitoring;
import org.leveretmq.api.management.Operator;
import org.leveretmq.api.management.ParameterAdministration;
import org.leveretmq.api.management.QueueInfo;
import org.leveretmq.api.management.TopologyAdministration;
import org.leveretmq.api.management.TransactionAdministration;
import org.leveretmq.api.management.UserAdministration;
import org.leveretmq.api.management.VirtualHostAdministration;
import org.leveretmq.channel.Permissions;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.ConnectionRegistry;
import org.leveretmq.connection.CurrentSettings;
import org.leveretmq.connection.Session;
import org.leveretmq.durability.DefinitionWriter;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.embedded.SessionRights;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.security.AuthenticationResult;
import org.leveretmq.security.Authenticator;
import org.leveretmq.security.EverythingAllowed;
import org.leveretmq.security.UserStore;
import org.leveretmq.store.StoredParameter;
import org.leveretmq.transaction.Branches;
import org.leveretmq.transport.AmqpServer;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.vhost.VirtualHosts;

/** The management of a broker core. Any thread but a virtual host's loop. */
public final class CoreManagement implements BrokerManagement {
    private record HostTotals(MessageTotals messages, int channels, int exchanges, int queues, int consumers) {}

    private final CurrentSettings settings;
    private final Instant startedAt;
    private final ConnectionRegistry registry;
    private final Authenticator authenticator;
    private final Supplier<List<AmqpServer.Listener>> listeners;
    private final Snapshots snapshots;
    private final CoreUsers users;
    private final CoreVirtualHosts virtualHosts;
    private final CoreTransactions transactions;
    private final CoreParameters parameters;
    private final HostCalls hosts;
    private final Function<VirtualHost, LocalSession> sessions;
    private final CoreTopology topology;
    private final CoreMessages messages;
    private final CoreMonitoring monitoring;

    /** The listeners are asked for whenever they are to be shown; none means that the broker does not run. */
    public CoreManagement(
            CurrentSettings settings,
            Instant startedAt,
            ConnectionRegistry registry,
            Authenticator authenticator,
            VirtualHosts virtualHosts,
            UserStore users,
            DefinitionWriter definitionWriter,
            Branches branches,
            Collection<StoredParameter> recoveredParameters,
            Executor workers,
            Supplier<List<AmqpServer.Listener>> listeners,
            Sampler sampler,
            Alarms alarms,
            NodeFigures node,
            Scheduler scheduler) {
        this.settings = settings;
        this.startedAt = startedAt;
        this.registry = registry;
        this.authenticator = authenticator;
        this.listeners = listeners;
        this.snapshots = new Snapshots(virtualHosts);
        this.transactions = new CoreTransactions(branches, snapshots);
        Definitions definitions = new Definitions(definitionWriter);
        this.users = new CoreUsers(users, definitions, virtualHosts, registry);
        this.parameters = new CoreParameters(definitions, virtualHosts, recoveredParameters);
        this.virtualHosts =
                new CoreVirtualHosts(virtualHosts, definitions, this.users, parameters, registry, snapshots, branches);
        this.hosts = new HostCalls(virtualHosts);
        this.sessions = host -> new LocalSession(host, SessionRights.all(host.name()), branches, scheduler, workers);
        Access everything = host -> new Permissions(new EverythingAllowed(), "", host);
        this.topology = new CoreTopology(hosts, everything);
        this.messages = new CoreMessages(hosts, everything, sessions);
        this.monitoring = new CoreMonitoring(
                settings.get().brokerName(),
                startedAt,
                virtualHosts,
                registry,
                snapshots,
                new CoreMonitoring.Watchers(sampler, alarms, node, scheduler),
                this::listeners,
                authenticator::mechanisms);
    }

    @Override
    public BrokerInfo overview() {
        MessageTotals messages = MessageTotals.NONE;
        int channels = 0;
        int exchanges = 0;
        int queues = 0;
        int consumers = 0;
        for (HostTotals host : snapshots.ofAll(CoreManagement::totals)) {
            messages = messages.plus(host.messages);
            channels += host.channels;
            exchanges += host.exchanges;
            queues += host.queues;
            consumers += host.consumers;
        }
        return new BrokerInfo(
                settings.get().brokerName(),
                settings.get().product(),
                settings.get().version(),
                !listeners.get().isEmpty(),
                startedAt,
                registry.size(),
                channels,
                exchanges,
                queues,
                consumers,
                messages);
    }

    private static HostTotals totals(VirtualHost host) {
        int consumers = 0;
        for (MessageQueue queue : host.queues().all()) {
            consumers += queue.consumerCount();
        }
        return new HostTotals(
                host.totals(),
                (int) (host.counters().value(Figure.CHANNEL_CREATED)
                        - host.counters().value(Figure.CHANNEL_CLOSED)),
                host.exchanges().all().size(),
                host.queues().all().size(),
                consumers);
    }

    @Override
    public List<ListenerInfo> listeners() {
        return listeners.get().stream()
                .map(listener -> new ListenerInfo(
                        listener.secure() ? "amqp/ssl" : "amqp",
                        listener.host(),
                        listener.address().getPort(),
                        Descriptions.certificate(listener.certificate())))
                .toList();
    }

    @Override
    public List<ConnectionInfo> connections() {
        List<ClientConnection> connections = registry.all();
        return flatten(host -> {
                    List<ConnectionInfo> infos = new ArrayList<>();
                    for (ClientConnection connection : connections) {
                        Session session = connection.session();
                        if (session != null && session.virtualHost() == host) {
                            infos.add(new Descriptions(host).connection(connection, session));
                        }
                    }
                    return infos;
                })
                .stream()
                .sorted(Comparator.comparing(ConnectionInfo::connectedAt))
                .toList();
    }

    @Override
    public List<ChannelInfo> channels() {
        List<ClientConnection> connections = registry.all();
        return flatten(host -> connections.stream()
                .flatMap(connection -> new Descriptions(host).channels(connection).stream())
                .toList());
    }

    @Override
    public List<QueueInfo> queues() {
        return flatten(host -> new Descriptions(host).queues());
    }

    @Override
    public List<ExchangeInfo> exchanges() {
        return flatten(host -> new Descriptions(host).exchanges());
    }

    @Override
    public List<BindingInfo> bindings() {
        return flatten(host -> new Descriptions(host).bindings());
    }

    private <T> List<T> flatten(Function<VirtualHost, List<T>> question) {
        return snapshots.ofAll(question).stream().flatMap(List::stream).toList();
    }

    @Override
    public boolean closeConnection(String connectionName, String reason) {
        ClientConnection connection = registry.find(connectionName);
        if (connection == null) {
            return false;
        }
        connection.forceClose(reason);
        return true;
    }

    @Override
    public Optional<Set<String>> authenticate(String user, String password, InetAddress peer) {
        return authenticator.authenticate(user, password, peer) instanceof AuthenticationResult.Success success
                ? Optional.of(success.user().tags())
                : Optional.empty();
    }

    @Override
    public Optional<Operator> login(String user, String password, InetAddress peer) {
        return authenticator.authenticate(user, password, peer) instanceof AuthenticationResult.Success success
                ? Optional.of(new CoreOperator(success.user(), hosts, sessions))
                : Optional.empty();
    }

    @Override
    public TopologyAdministration topologyAdministration() {
        return topology;
    }

    @Override
    public MessageAdministration messageAdministration() {
        return messages;
    }

    @Override
    public ParameterAdministration parameterAdministration() {
        return parameters;
    }

    @Override
    public Monitoring monitoring() {
        return monitoring;
    }

    @Override
    public UserAdministration userAdministration() {
        return users;
    }

    @Override
    public TransactionAdministration transactionAdministration() {
        return transactions;
    }

    @Override
    public VirtualHostAdministration virtualHostAdministration() {
        return virtualHosts;
    }
}
