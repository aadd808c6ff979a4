package org.leveretmq.management;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.CertificateInfo;
import org.leveretmq.api.management.ChannelInfo;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ConsumerInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.QueueInfo;
import org.leveretmq.api.management.TlsInfo;
import org.leveretmq.channel.Channel;
import org.leveretmq.channel.Subscriptions;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.Session;
import org.leveretmq.exchange.Binding;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Message;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.tls.TlsPeer;
import org.leveretmq.vhost.Policy;
import org.leveretmq.vhost.VirtualHost;

/** Describes the parts of a virtual host as they are now. Confined to its loop. */
final class Descriptions {
    private final VirtualHost host;

    Descriptions(VirtualHost host) {
        this.host = host;
    }

    List<QueueInfo> queues() {
        return host.queues().all().stream()
                .map(this::queue)
                .sorted(Comparator.comparing(QueueInfo::name))
                .toList();
    }

    QueueInfo queue(MessageQueue queue) {
        Policy policy = host.policies().of(queue, false);
        Policy operatorPolicy = host.policies().of(queue, true);
        Consumer activeConsumer = queue.activeConsumer();
        return new QueueInfo(
                host.name(),
                queue.name(),
                queue.options().durable(),
                queue.options().exclusive(),
                queue.options().autoDelete(),
                PlainValues.of(queue.options().arguments()),
                queue.consumerCount(),
                queue.readyBytes(),
                queue.statistics().totals(),
                policy == null ? null : policy.name(),
                operatorPolicy == null ? null : operatorPolicy.name(),
                effective(policy, operatorPolicy),
                queue.owner() instanceof ClientConnection owner ? owner.name() : null,
                queue.statistics().sizes(),
                queue.statistics().consumerCapacity(),
                activeConsumer == null ? null : activeConsumer.tag(),
                queue.statistics().history().idleSince(),
                timestamp(queue.head()),
                queue.statistics().figures());
    }

    /** What an operator policy bounds is in force together with what the policy says besides. */
    private static Map<String, Object> effective(@Nullable Policy policy, @Nullable Policy operatorPolicy) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (policy != null) {
            settings.putAll(PlainValues.of(policy.definition()));
        }
        if (operatorPolicy != null) {
            PlainValues.of(operatorPolicy.definition())
                    .forEach((setting, limit) -> settings.merge(setting, limit, Descriptions::lesser));
        }
        return settings;
    }

    private static Object lesser(Object set, Object limit) {
        return set instanceof Number value && limit instanceof Number most && value.longValue() < most.longValue()
                ? set
                : limit;
    }

    private static @Nullable Instant timestamp(@Nullable Message message) {
        return message == null ? null : message.properties().timestamp();
    }

    List<ExchangeInfo> exchanges() {
        return host.exchanges().all().stream()
                .map(this::exchange)
                .sorted(Comparator.comparing(ExchangeInfo::name))
                .toList();
    }

    ExchangeInfo exchange(Exchange exchange) {
        Policy policy = host.policies().of(exchange);
        return new ExchangeInfo(
                host.name(),
                exchange.name(),
                exchange.type().name(),
                exchange.durable(),
                exchange.autoDelete(),
                exchange.internal(),
                PlainValues.of(exchange.arguments()),
                exchange.published(),
                policy == null ? null : policy.name(),
                exchange.figures());
    }

    List<BindingInfo> bindings() {
        List<BindingInfo> bindings = new ArrayList<>();
        for (Exchange exchange : host.exchanges().all()) {
            exchange.bindings().bindings().forEach(binding -> bindings.add(binding(exchange, binding)));
        }
        return bindings;
    }

    private BindingInfo binding(Exchange source, Binding binding) {
        return new BindingInfo(
                host.name(),
                source.name(),
                binding.destination().name(),
                binding.destination() instanceof MessageQueue ? "queue" : "exchange",
                binding.routingKey(),
                PlainValues.of(binding.arguments()));
    }

    List<ConsumerInfo> consumers() {
        List<ConsumerInfo> consumers = new ArrayList<>();
        host.queues().all().stream()
                .sorted(Comparator.comparing(MessageQueue::name))
                .forEach(queue -> queue.consumers().forEach(consumer -> consumers.add(consumer(queue, consumer))));
        return consumers;
    }

    private ConsumerInfo consumer(MessageQueue queue, Consumer consumer) {
        Subscriptions channel = consumer.target() instanceof Subscriptions subscriptions ? subscriptions : null;
        return new ConsumerInfo(
                host.name(),
                queue.name(),
                channel == null ? "" : channel.connectionName(),
                channel == null ? 0 : channel.channelNumber(),
                channel == null ? "" : channel.user(),
                consumer.tag(),
                !consumer.noAck(),
                consumer.exclusive(),
                consumer.prefetchCount(),
                consumer.priority(),
                consumer.active(),
                consumer.unacknowledged(),
                PlainValues.of(consumer.arguments()));
    }

    List<ChannelInfo> channels(ClientConnection connection) {
        Session session = connection.session();
        if (session == null || session.virtualHost() != host) {
            return List.of();
        }
        return session.channels().stream()
                .map(channel -> channel(connection, channel))
                .toList();
    }

    private ChannelInfo channel(ClientConnection connection, Channel channel) {
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
                channel.transactions().uncommittedPublishes(),
                channel.transactions().uncommittedSettlements(),
                channel.subscriptions().flowActive(),
                channel.history().idleSince(),
                channel.figures());
    }

    ConnectionInfo connection(ClientConnection connection, Session session) {
        InetSocketAddress peer = connection.transport().peer();
        InetSocketAddress local = connection.transport().local();
        return new ConnectionInfo(
                connection.name(),
                userName(connection),
                host.name(),
                peer.getAddress().getHostAddress(),
                peer.getPort(),
                connection.stateName(),
                session.channelCount(),
                connection.handshake().frameMaxBytes(),
                connection.handshake().channelMax(),
                connection.handshake().heartbeatSeconds(),
                connection.transport().receivedBytes(),
                connection.transport().sentBytes(),
                connection.connectedAt(),
                tls(connection.transport().tls()),
                local.getAddress().getHostAddress(),
                local.getPort(),
                connection.handshake().mechanism(),
                connection.figures(),
                PlainValues.of(connection.handshake().clientProperties()));
    }

    private static String userName(ClientConnection connection) {
        return connection.user() == null ? "" : connection.user().name();
    }

    private static @Nullable TlsInfo tls(@Nullable TlsPeer tls) {
        return tls == null ? null : new TlsInfo(tls.protocol(), tls.cipherSuite(), certificate(tls.certificate()));
    }

    static @Nullable CertificateInfo certificate(@Nullable X509Certificate certificate) {
        return certificate == null
                ? null
                : new CertificateInfo(
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getIssuerX500Principal().getName(),
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant());
    }
}
