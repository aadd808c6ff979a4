package org.leveretmq.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.leveretmq.api.BrokerRegistry;
import org.leveretmq.api.management.BrokerManagement;

/**
 * Lets only users of the broker in that carry one of the tags {@code administrator}, {@code monitoring} or {@code management};
 * the health endpoints are open. Hands on the brokers that accepted the login as the request attribute {@link #BROKERS}.
 */
public final class LoginFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Set<String> OPEN_PATHS = Set.of("/health/live", "/health/ready");
    private static final Set<String> TAGS = Set.of("administrator", "monitoring", "management");

    /** The request attribute that holds a {@code List<BrokerManagement>}. */
    static final String BROKERS = "org.leveretmq.admin.brokers";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (OPEN_PATHS.contains(request.getServletPath())) {
            chain.doFilter(request, response);
            return;
        }
        List<BrokerManagement> running = BrokerRegistry.all();
        if (running.isEmpty()) {
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "No broker is running.");
            return;
        }
        List<BrokerManagement> admitting = admitting(running, request);
        if (admitting.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"LeveretMQ\", charset=\"UTF-8\"");
            answer(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "Log in as a user of the broker with the tag administrator, monitoring or management.");
            return;
        }
        request.setAttribute(BROKERS, admitting);
        chain.doFilter(request, response);
    }

    private static List<BrokerManagement> admitting(List<BrokerManagement> running, HttpServletRequest request)
            throws IOException {
        Credentials credentials =
                Credentials.parse(request.getHeader("Authorization")).orElse(null);
        if (credentials == null) {
            return List.of();
        }
        // An address and never a name, so nothing is looked up.
        InetAddress peer = InetAddress.getByName(request.getRemoteAddr());
        return running.stream()
                .filter(broker -> broker.authenticate(credentials.user(), credentials.password(), peer)
                        .filter(tags -> !Collections.disjoint(tags, TAGS))
                        .isPresent())
                .toList();
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write(text);
    }
}
