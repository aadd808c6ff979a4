package org.leveretmq.management;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
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
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.BrokerInfo;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.ChannelInfo;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.ListenerInfo;
import org.leveretmq.api.management.MessageAdministration;
import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.api.management.Operator;
import org.leveretmq.api.management.ParameterAdministration;
import org.leveretmq.api.management.QueueInfo;
import org.leveretmq.api.management.TlsInfo;
import org.leveretmq.api.management.TopologyAdministration;
import org.leveretmq.api.management.UserAdministration;
import org.leveretmq.api.management.VirtualHostAdministration;
import org.leveretmq.channel.Channel;
import org.leveretmq.channel.Permissions;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.ConnectionRegistry;
import org.leveretmq.connection.ConnectionSettings;
import org.leveretmq.connection.Session;
import org.leveretmq.durability.DefinitionWriter;
import org.leveretmq.exchange.Binding;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.security.AuthenticationResult;
import org.leveretmq.security.Authenticator;
import org.leveretmq.security.EverythingAllowed;
import org.leveretmq.security.UserStore;
import org.leveretmq.store.StoredParameter;
import org.leveretmq.tls.TlsPeer;
import org.leveretmq.transport.AmqpServer;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.vhost.VirtualHosts;

/** The management of a broker core. Any thread but a virtual host's loop. */
public final class CoreManagement implements BrokerManagement {
    private record HostTotals(MessageTotals messages, int exchanges, int queues, int consumers) {}

    private final ConnectionSettings settings;
    private final Instant startedAt;
    private final ConnectionRegistry registry;
    private final Authenticator authenticator;
    private final Supplier<List<AmqpServer.Listener>> listeners;
    private final Snapshots snapshots;
    private final CoreUsers users;
    private final CoreVirtualHosts virtualHosts;
    private final CoreParameters parameters;
    private final HostCalls hosts;
    private final Executor workers;
    private final CoreTopology topology;
    private final CoreMessages messages;

    /** The listeners are asked for whenever they are to be shown; none means that the broker does not run. */
    public CoreManagement(
            ConnectionSettings settings,
            Instant startedAt,
            ConnectionRegistry registry,
            Authenticator authenticator,
            VirtualHosts virtualHosts,
            UserStore users,
            DefinitionWriter definitionWriter,
            Collection<StoredParameter> recoveredParameters,
            Executor workers,
            Supplier<List<AmqpServer.Listener>> listeners) {
        this.settings = settings;
        this.startedAt = startedAt;
        this.registry = registry;
        this.authenticator = authenticator;
        this.listeners = listeners;
        this.snapshots = new Snapshots(virtualHosts);
        Definitions definitions = new Definitions(definitionWriter);
        this.users = new CoreUsers(users, definitions, virtualHosts, registry);
        this.parameters = new CoreParameters(definitions, virtualHosts, recoveredParameters);
        this.virtualHosts =
                new CoreVirtualHosts(virtualHosts, definitions, this.users, parameters, registry, snapshots);
        this.hosts = new HostCalls(virtualHosts);
        this.workers = workers;
        Access everything = host -> new Permissions(new EverythingAllowed(), "", host);
        this.topology = new CoreTopology(hosts, everything);
        this.messages = new CoreMessages(hosts, everything, workers);
    }

    @Override
    public BrokerInfo overview() {
        MessageTotals messages = MessageTotals.NONE;
        int exchanges = 0;
        int queues = 0;
        int consumers = 0;
        for (HostTotals host : snapshots.ofAll(CoreManagement::totals)) {
            messages = messages.plus(host.messages);
            exchanges += host.exchanges;
            queues += host.queues;
            consumers += host.consumers;
        }
        return new BrokerInfo(
                settings.brokerName(),
                settings.product(),
                settings.version(),
                !listeners.get().isEmpty(),
                startedAt,
                registry.size(),
                channels().size(),
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
                host.exchanges().all().size(),
                host.queues().all().size(),
                consumers);
    }

    @Override
    public List<ListenerInfo> listeners() {
        return listeners.get().stream()
                .map(listener -> new ListenerInfo(
                        listener.secure() ? "amqp/ssl" : "amqp",
                        listener.address().getAddress().getHostAddress(),
                        listener.address().getPort()))
                .toList();
    }

    @Override
    public List<ConnectionInfo> connections() {
        List<ChannelInfo> channels = channels();
        return registry.all().stream()
                .map(connection -> describe(connection, channels))
                .toList();
    }

    private static ConnectionInfo describe(ClientConnection connection, List<ChannelInfo> channels) {
        InetSocketAddress peer = connection.transport().peer();
        Session session = connection.session();
        return new ConnectionInfo(
                connection.name(),
                userName(connection),
                session == null ? "" : session.virtualHost().name(),
                peer.getAddress().getHostAddress(),
                peer.getPort(),
                connection.stateName(),
                (int) channels.stream()
                        .filter(channel -> channel.connectionName().equals(connection.name()))
                        .count(),
                connection.handshake().frameMaxBytes(),
                connection.handshake().channelMax(),
                connection.handshake().heartbeatSeconds(),
                connection.transport().receivedBytes(),
                connection.transport().sentBytes(),
                connection.connectedAt(),
                describe(connection.transport().tls()),
                PlainValues.of(connection.handshake().clientProperties()));
    }

    private static @Nullable TlsInfo describe(@Nullable TlsPeer tls) {
        return tls == null ? null : new TlsInfo(tls.protocol(), tls.cipherSuite(), describe(tls.certificate()));
    }

    private static TlsInfo.@Nullable PeerCertificate describe(@Nullable X509Certificate certificate) {
        return certificate == null
                ? null
                : new TlsInfo.PeerCertificate(
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getIssuerX500Principal().getName(),
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant());
    }

    private static String userName(ClientConnection connection) {
        return connection.user() == null ? "" : connection.user().name();
    }

    @Override
    public List<ChannelInfo> channels() {
        List<ClientConnection> connections = registry.all();
        return flatten(host -> {
            List<ChannelInfo> channels = new ArrayList<>();
            for (ClientConnection connection : connections) {
                Session session = connection.session();
                if (session != null && session.virtualHost() == host) {
                    session.channels().forEach(channel -> channels.add(describe(connection, host, channel)));
                }
            }
            return channels;
        });
    }

    private static ChannelInfo describe(ClientConnection connection, VirtualHost host, Channel channel) {
        return new ChannelInfo(
                connection.name(),
                channel.number(),
                userName(connection),
                host.name(),
                channel.publishing().confirming(),
                channel.transactions().selected(),
                channel.prefetchCount(),
                channel.subscriptions().globalPrefetch(),
                channel.subscriptions().consumerCount(),
                channel.subscriptions().unacknowledgedCount(),
                channel.publishing().unconfirmed(),
                channel.transactions().uncommitted(),
                channel.subscriptions().flowActive());
    }

    @Override
    public List<QueueInfo> queues() {
        return flatten(host -> host.queues().all().stream()
                .map(queue -> describe(host, queue))
                .sorted(Comparator.comparing(QueueInfo::name))
                .toList());
    }

    private static QueueInfo describe(VirtualHost host, MessageQueue queue) {
        return new QueueInfo(
                host.name(),
                queue.name(),
                queue.options().durable(),
                queue.options().exclusive(),
                queue.options().autoDelete(),
                PlainValues.of(queue.options().arguments()),
                queue.consumerCount(),
                queue.readyBytes(),
                queue.totals());
    }

    @Override
    public List<ExchangeInfo> exchanges() {
        return flatten(host -> host.exchanges().all().stream()
                .map(exchange -> describe(host, exchange))
                .sorted(Comparator.comparing(ExchangeInfo::name))
                .toList());
    }

    private static ExchangeInfo describe(VirtualHost host, Exchange exchange) {
        return new ExchangeInfo(
                host.name(),
                exchange.name(),
                exchange.type().name(),
                exchange.durable(),
                exchange.autoDelete(),
                exchange.internal(),
                PlainValues.of(exchange.arguments()),
                exchange.published());
    }

    @Override
    public List<BindingInfo> bindings() {
        return flatten(host -> {
            List<BindingInfo> bindings = new ArrayList<>();
            for (Exchange exchange : host.exchanges().all()) {
                exchange.bindings().bindings().forEach(binding -> bindings.add(describe(host, exchange, binding)));
            }
            return bindings;
        });
    }

    private static BindingInfo describe(VirtualHost host, Exchange source, Binding binding) {
        return new BindingInfo(
                host.name(),
                source.name(),
                binding.destination().name(),
                binding.destination() instanceof MessageQueue ? "queue" : "exchange",
                binding.routingKey(),
                PlainValues.of(binding.arguments()));
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
                ? Optional.of(new CoreOperator(success.user(), hosts, workers))
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
    public UserAdministration userAdministration() {
        return users;
    }

    @Override
    public VirtualHostAdministration virtualHostAdministration() {
        return virtualHosts;
    }
}
