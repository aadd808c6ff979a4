package org.leveretmq.admin;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.leveretmq.api.management.BrokerInfo;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ListenerInfo;
import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.api.management.QueueInfo;

/** The page that shows brokers with their version, listeners, connections and queues, as of now. */
final class OverviewPage {
    /** Rows of a table; a browser chokes on the queues of a large broker. */
    static final int MAX_ROWS = 1000;

    private OverviewPage() {}

    /** The page as HTML, every value escaped. Blocks while the brokers take their snapshots. */
    static String of(List<BrokerManagement> brokers) {
        Html html = new Html();
        html.markup("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>LeveretMQ</title>
                <link rel="stylesheet" href="style.css">
                </head>
                <body>
                <main>
                """);
        brokers.forEach(broker -> writeBroker(html, broker));
        return html.markup("</main>\n</body>\n</html>\n").toString();
    }

    private static void writeBroker(Html html, BrokerManagement broker) {
        BrokerInfo info = broker.overview();
        html.markup("<h1>Broker ").text(info.name()).markup("</h1>\n<dl>\n");
        writeFact(html, "Version", info.product() + " " + info.version());
        writeFact(html, "State", info.running() ? "running" : "not running");
        writeFact(html, "Started", info.startedAt().truncatedTo(ChronoUnit.SECONDS));
        MessageTotals totals = info.messages();
        writeFact(html, "Messages", totals.ready() + " ready, " + totals.unacknowledged() + " unacknowledged");
        html.markup("</dl>\n");
        listeners(broker.listeners()).writeTo(html);
        connections(broker.connections()).writeTo(html);
        queues(broker.queues()).writeTo(html);
    }

    private static void writeFact(Html html, String name, Object value) {
        html.markup("<dt>").text(name).markup("</dt><dd>").text(value).markup("</dd>\n");
    }

    private static Table listeners(List<ListenerInfo> listeners) {
        return table(
                "Listeners",
                List.of("Protocol", "Address", "Port"),
                listeners,
                listener -> List.of(listener.protocol(), listener.address(), String.valueOf(listener.port())));
    }

    private static Table connections(List<ConnectionInfo> connections) {
        return table(
                "Connections",
                List.of("Name", "User", "Virtual host", "State", "Channels", "Bytes received", "Bytes sent"),
                connections,
                connection -> List.of(
                        connection.name(),
                        connection.user(),
                        connection.virtualHost(),
                        connection.state(),
                        connection.channels(),
                        connection.receivedBytes(),
                        connection.sentBytes()));
    }

    private static Table queues(List<QueueInfo> queues) {
        return table(
                "Queues",
                List.of("Name", "Virtual host", "Features", "Consumers", "Ready", "Unacknowledged", "Published"),
                queues,
                queue -> List.of(
                        queue.name(),
                        queue.virtualHost(),
                        features(queue),
                        queue.consumers(),
                        queue.messages().ready(),
                        queue.messages().unacknowledged(),
                        queue.messages().published()));
    }

    private static String features(QueueInfo queue) {
        List<String> features = new ArrayList<>();
        if (queue.durable()) {
            features.add("durable");
        }
        if (queue.exclusive()) {
            features.add("exclusive");
        }
        if (queue.autoDelete()) {
            features.add("auto-delete");
        }
        return String.join(", ", features);
    }

    private static <T> Table table(String caption, List<String> columns, List<T> all, Function<T, List<Object>> row) {
        return new Table(caption, columns, all.stream().limit(MAX_ROWS).map(row).toList(), all.size());
    }
}
