package org.leveretmq.admin;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.leveretmq.api.BrokerRegistry;
import org.leveretmq.api.management.BrokerManagement;

/** Answers {@code /health/live} and {@code /health/ready} for load balancers and orchestrators, without a login. */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Health health = request.getServletPath().endsWith("/ready")
                ? Health.ready(BrokerRegistry.all().stream()
                        .map(BrokerManagement::overview)
                        .toList())
                : Health.live();
        response.setStatus(health.httpStatus());
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write(health.json());
    }
}
