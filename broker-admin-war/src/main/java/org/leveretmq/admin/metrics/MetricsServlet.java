package org.leveretmq.admin.metrics;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.access.ApiFilter;
import org.leveretmq.admin.access.QueryString;
import org.leveretmq.api.management.BrokerManagement;

/**
 * Answers {@code /metrics} with sums for the broker, {@code /metrics/per-object} with values for everything, and {@code /metrics/detailed} with the families that
 * the parameter {@code family} names, if wanted of the virtual hosts that {@code vhost} names.
 */
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(request.getAttribute(ApiFilter.BROKER) instanceof BrokerManagement broker)) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        String text;
        try {
            text = text(request, broker);
        } catch (IllegalArgumentException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        if (text == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(PrometheusText.CONTENT_TYPE);
        response.getWriter().write(text);
    }

    private static @Nullable String text(HttpServletRequest request, BrokerManagement broker) {
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        return switch (path) {
            case "/" -> new BrokerMetrics(broker).broker().queues().toString();
            case "/per-object" -> {
                PrometheusText objects = new PrometheusText("rabbitmq_");
                new ObjectMetrics(objects, broker, host -> true).write(ObjectMetrics.FAMILIES);
                yield withoutDoubles(new BrokerMetrics(broker).broker().toString()) + objects;
            }
            case "/detailed" -> {
                PrometheusText objects = new PrometheusText("rabbitmq_detailed_");
                QueryString query = QueryString.of(request);
                new ObjectMetrics(objects, broker, hosts(query)).write(families(query));
                yield objects.toString();
            }
            default -> null;
        };
    }

    /** The bytes of all connections are left out where those of each one follow. */
    private static String withoutDoubles(String metrics) {
        StringBuilder kept = new StringBuilder();
        metrics.lines()
                .filter(line -> !line.contains("rabbitmq_connection_incoming_bytes_total")
                        && !line.contains("rabbitmq_connection_outgoing_bytes_total"))
                .forEach(line -> kept.append(line).append('\n'));
        return kept.toString();
    }

    private static Predicate<String> hosts(QueryString query) {
        List<String> wanted = query.all("vhost");
        return wanted.isEmpty() ? host -> true : new HashSet<>(wanted)::contains;
    }

    private static Set<String> families(QueryString query) {
        Set<String> families = new LinkedHashSet<>(query.all("family"));
        families.retainAll(ObjectMetrics.FAMILIES);
        return families;
    }
}
