package org.leveretmq.management;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.AlarmInfo;
import org.leveretmq.api.management.AlarmListener;
import org.leveretmq.api.management.ChannelInfo;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ConsumerInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.ListenerInfo;
import org.leveretmq.api.management.Monitoring;
import org.leveretmq.api.management.NodeInfo;
import org.leveretmq.api.management.QueueInfo;
import org.leveretmq.api.management.Series;
import org.leveretmq.api.management.StoreInfo;
import org.leveretmq.api.management.Subject;
import org.leveretmq.channel.Channel;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.connection.ClientConnection;
import org.leveretmq.connection.ConnectionRegistry;
import org.leveretmq.connection.Session;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.statistics.History;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.vhost.VirtualHosts;

/** What a broker core measures of itself. Any thread but a virtual host's loop. */
final class CoreMonitoring implements Monitoring {
    /**
     * What watches the broker.
     *
     * @param sampler takes the samples
     * @param alarms remembers the alarms
     * @param node knows the process and the store
     * @param scheduler the broker's time
     */
    record Watchers(Sampler sampler, Alarms alarms, NodeFigures node, Scheduler scheduler) {}

    private record HostFigures(String name, Figures figures) {}

    private final String brokerName;
    private final Instant startedAt;
    private final VirtualHosts virtualHosts;
    private final ConnectionRegistry registry;
    private final Snapshots snapshots;
    private final Watchers watchers;
    private final Supplier<List<ListenerInfo>> listeners;
    private final Supplier<List<String>> mechanisms;

    CoreMonitoring(
            String brokerName,
            Instant startedAt,
            VirtualHosts virtualHosts,
            ConnectionRegistry registry,
            Snapshots snapshots,
            Watchers watchers,
            Supplier<List<ListenerInfo>> listeners,
            Supplier<List<String>> mechanisms) {
        this.brokerName = brokerName;
        this.startedAt = startedAt;
        this.virtualHosts = virtualHosts;
        this.registry = registry;
        this.snapshots = snapshots;
        this.watchers = watchers;
        this.listeners = listeners;
        this.mechanisms = mechanisms;
    }

    private <T> Optional<T> ask(String hostName, Function<VirtualHost, @Nullable T> question) {
        VirtualHost host = virtualHosts.find(hostName);
        return host == null
                ? Optional.empty()
                : snapshots
                        .of(host, asked -> Optional.<T>ofNullable(question.apply(asked)))
                        .flatMap(Function.identity());
    }

    private <T> Optional<T> askSession(String connectionName, Function<OpenConnection, @Nullable T> question) {
        ClientConnection connection = registry.find(connectionName);
        Session session = connection == null ? null : connection.session();
        return connection == null || session == null
                ? Optional.empty()
                : ask(
                        session.virtualHost().name(),
                        host -> question.apply(new OpenConnection(host, connection, session)));
    }

    private record OpenConnection(VirtualHost host, ClientConnection connection, Session session) {}

    @Override
    public Optional<QueueInfo> queue(String virtualHost, String name) {
        return ask(virtualHost, host -> {
            MessageQueue queue = host.queues().find(name);
            return queue == null ? null : new Descriptions(host).queue(queue);
        });
    }

    @Override
    public Optional<ExchangeInfo> exchange(String virtualHost, String name) {
        return ask(virtualHost, host -> {
            Exchange exchange = host.exchanges().find(name);
            return exchange == null ? null : new Descriptions(host).exchange(exchange);
        });
    }

    @Override
    public Optional<ConnectionInfo> connection(String name) {
        return askSession(name, open -> new Descriptions(open.host).connection(open.connection, open.session));
    }

    @Override
    public List<ChannelInfo> channelsOf(String connectionName) {
        return askSession(connectionName, open -> new Descriptions(open.host).channels(open.connection))
                .orElse(List.of());
    }

    @Override
    public List<ConsumerInfo> consumers() {
        return snapshots.ofAll(host -> new Descriptions(host).consumers()).stream()
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Map<String, Figures> virtualHosts() {
        Map<String, Figures> all = new TreeMap<>();
        snapshots
                .ofAll(host -> new HostFigures(host.name(), host.figures()))
                .forEach(host -> all.put(host.name, host.figures));
        return all;
    }

    @Override
    public Figures broker() {
        return watchers.sampler.history().last();
    }

    @Override
    public Map<Figure, Series> history(Subject subject, Duration age, Duration interval) {
        if (subject instanceof Subject.OfBroker) {
            return watchers.sampler.history().series(age, interval);
        } else if (subject instanceof Subject.OfVirtualHost of) {
            return series(ask(of.name(), host -> host.history().series(age, interval)));
        } else if (subject instanceof Subject.OfQueue of) {
            return series(ask(of.virtualHost(), host -> {
                MessageQueue queue = host.queues().find(of.name());
                return queue == null ? null : queue.statistics().history().series(age, interval);
            }));
        } else if (subject instanceof Subject.OfExchange of) {
            return series(ask(of.virtualHost(), host -> {
                Exchange exchange = host.exchanges().find(of.name());
                return exchange == null ? null : exchange.history().series(age, interval);
            }));
        } else if (subject instanceof Subject.OfConnection of) {
            return series(askSession(of.name(), open -> open.session.history().series(age, interval)));
        } else if (subject instanceof Subject.OfChannel of) {
            return series(askSession(of.connectionName(), open -> {
                History history = historyOf(open.session, of.number());
                return history == null ? null : history.series(age, interval);
            }));
        }
        return Map.of();
    }

    private static @Nullable History historyOf(Session session, int number) {
        for (Channel channel : session.channels()) {
            if (channel.number() == number) {
                return channel.history();
            }
        }
        return null;
    }

    private static Map<Figure, Series> series(Optional<Map<Figure, Series>> found) {
        return found.orElse(Map.of());
    }

    @Override
    public List<AlarmInfo> alarms() {
        return watchers.alarms.all();
    }

    @Override
    public void addAlarmListener(AlarmListener listener) {
        watchers.alarms.addListener(listener);
    }

    @Override
    public void removeAlarmListener(AlarmListener listener) {
        watchers.alarms.removeListener(listener);
    }

    @Override
    public NodeInfo node() {
        return watchers.node.node(
                brokerName, startedAt, watchers.scheduler.now(), registry.size(), listeners.get(), mechanisms.get());
    }

    @Override
    public StoreInfo store() {
        return watchers.node.store();
    }
}
