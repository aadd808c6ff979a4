package org.leveretmq.admin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leveretmq.api.BrokerRegistry;
import org.leveretmq.api.management.AlarmInfo;
import org.leveretmq.api.management.BrokerManagement;

/** Answers {@code /health/live}, {@code /health/ready} and {@code /health/alarms} for load balancers and orchestrators, without a login. */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Health health =
                switch (request.getServletPath()) {
                    case "/health/ready" ->
                        Health.ready(BrokerRegistry.all().stream()
                                .map(BrokerManagement::overview)
                                .toList());
                    case "/health/alarms" -> Health.alarms(alarms());
                    default -> Health.live();
                };
        response.setStatus(health.httpStatus());
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write(health.json());
    }

    private static Map<String, List<AlarmInfo>> alarms() {
        Map<String, List<AlarmInfo>> byBroker = new TreeMap<>();
        for (BrokerManagement broker : BrokerRegistry.all()) {
            byBroker.put(broker.overview().name(), broker.monitoring().alarms());
        }
        return byBroker;
    }
}
