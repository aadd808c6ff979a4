package org.leveretmq.admin.api;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.admin.view.FigureView;
import org.leveretmq.api.management.BrokerInfo;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.Series;
import org.leveretmq.api.management.Subject;
import org.leveretmq.api.management.VirtualHostInfo;

/**
 * What a user sees, added up: the whole broker for those who monitor it; for others the virtual hosts that they have permissions in, and their own
 * connections.
 *
 * @param objects how many there are of each kind of object
 * @param held how many messages there are
 * @param messages the counters of messages
 */
record Totals(
        Map<String, @Nullable Object> objects,
        Map<String, @Nullable Object> held,
        Map<String, @Nullable Object> messages) {

    /** What the user of the request sees. */
    static Totals of(Call call) {
        return call.caller().monitors() ? ofBroker(call) : ofVirtualHosts(call);
    }

    /** Objects and messages as they are now, not at the last sample. */
    private static Totals ofBroker(Call call) {
        BrokerInfo broker = call.broker().overview();
        Figures figures = call.broker().monitoring().broker();
        Map<Figure, Series> history = Histories.of(call, new Subject.OfBroker());
        long ready = broker.messages().ready();
        long unacknowledged = broker.messages().unacknowledged();
        return new Totals(
                objects(
                        broker.connections(),
                        broker.channels(),
                        broker.exchanges(),
                        broker.queues(),
                        broker.consumers()),
                new Fields()
                        .with(FigureView.some(FigureView.HELD, figures, history))
                        .with("messages", ready + unacknowledged)
                        .with("messages_ready", ready)
                        .with("messages_unacknowledged", unacknowledged)
                        .map(),
                FigureView.messages(figures, history));
    }

    private static Totals ofVirtualHosts(Call call) {
        List<String> hosts = call.hosts().virtualHosts().stream()
                .map(VirtualHostInfo::name)
                .filter(call::sees)
                .toList();
        Map<String, Figures> known = call.broker().monitoring().virtualHosts();
        List<Figures> all = hosts.stream()
                .map(host -> known.getOrDefault(host, Figures.NONE))
                .toList();
        Figures figures = sum(all);
        Map<Figure, Series> history = histories(call, hosts);
        List<ConnectionInfo> own = call.broker().connections().stream()
                .filter(connection ->
                        connection.user().equals(call.caller().operator().name()))
                .toList();
        return new Totals(
                objects(
                        own.size(),
                        own.stream().mapToInt(ConnectionInfo::channels).sum(),
                        figures.value(Figure.EXCHANGES),
                        figures.value(Figure.QUEUES),
                        figures.value(Figure.CONSUMERS)),
                FigureView.some(FigureView.HELD, figures, history),
                FigureView.messages(figures, history));
    }

    private static Map<String, @Nullable Object> objects(
            long connections, long channels, long exchanges, long queues, long consumers) {
        return new Fields()
                .with("connections", connections)
                .with("channels", channels)
                .with("exchanges", exchanges)
                .with("queues", queues)
                .with("consumers", consumers)
                .map();
    }

    private static Figures sum(List<Figures> all) {
        List<Figure> kinds = all.stream()
                .flatMap(figures -> figures.kinds().stream())
                .distinct()
                .toList();
        return new Figures(
                kinds,
                kinds.stream()
                        .mapToLong(kind -> sum(all, figures -> figures.value(kind)))
                        .toArray(),
                kinds.stream()
                        .mapToDouble(kind -> all.stream()
                                .mapToDouble(figures -> figures.rate(kind))
                                .sum())
                        .toArray());
    }

    private static <T> long sum(List<T> all, ToLongFunction<T> value) {
        return all.stream().mapToLong(value).sum();
    }

    private static Map<Figure, Series> histories(Call call, List<String> hosts) {
        Map<Figure, List<Series>> all = new HashMap<>();
        for (String host : hosts) {
            Histories.of(call, new Subject.OfVirtualHost(host))
                    .forEach((figure, series) -> all.computeIfAbsent(figure, key -> new ArrayList<>())
                            .add(series));
        }
        Map<Figure, Series> sums = new EnumMap<>(Figure.class);
        all.forEach((figure, series) -> sums.put(figure, sumOf(series)));
        return sums;
    }

    /** All are sampled at the same moments; those of younger virtual hosts begin later. */
    private static Series sumOf(List<Series> all) {
        Series longest = all.get(0);
        for (Series series : all) {
            longest = series.values().size() > longest.values().size() ? series : longest;
        }
        List<Long> values = new ArrayList<>();
        for (int fromEnd = longest.values().size(); fromEnd > 0; fromEnd--) {
            int back = fromEnd;
            values.add(sum(all, series -> {
                int index = series.values().size() - back;
                return index < 0 ? 0 : series.values().get(index);
            }));
        }
        return new Series(longest.figure(), longest.end(), longest.interval(), values);
    }
}
