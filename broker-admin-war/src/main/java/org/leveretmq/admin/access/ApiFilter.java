package org.leveretmq.admin.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.Credentials;
import org.leveretmq.admin.json.JsonOutput;
import org.leveretmq.api.BrokerRegistry;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.Operator;

/**
 * Stands before the API and the metrics: finds the broker, checks the password, and keeps out what other sites send. Hands on a {@link Caller} as a request
 * attribute and writes the audit log. The documentation of the API is open to everybody, and needs no broker.
 */
public final class ApiFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** The request attribute that holds the {@link BrokerManagement} that a request is for. */
    public static final String BROKER = "org.leveretmq.admin.broker";

    private static final int TOO_MANY_REQUESTS = 429;
    /** Holds nothing of the broker, and browsers have no password for a link of the page, which keeps its own. */
    private static final Set<String> DOCUMENTATION = Set.of("/api", "/api/", "/api/index.html", "/api/openapi.json");

    private static final Set<String> METRICS = Set.of("/metrics", "/api/metrics");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private transient LoginThrottle throttle = new LoginThrottle(System::nanoTime);
    private transient ApiSettings settings = new ApiSettings("", Integer.MAX_VALUE, true);

    @Override
    public void init() {
        settings = ApiSettings.read(System.getProperties(), System.getenv(), getServletContext()::getInitParameter);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(RequestBody.LIMIT, settings.maxBodyBytes());
        if (CrossSite.forged(request)) {
            AuditLog.refused(request, "", "another site");
            answer(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "forbidden",
                    "The request comes from another site, or is a form");
            return;
        }
        // As it was sent: what is encoded otherwise needs a login.
        if (DOCUMENTATION.stream()
                .anyMatch(path -> (request.getContextPath() + path).equals(request.getRequestURI()))) {
            chain.doFilter(request, response);
            return;
        }
        Optional<BrokerManagement> broker = broker();
        if (broker.isEmpty()) {
            answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "service_unavailable", "No broker is running");
            return;
        }
        request.setAttribute(BROKER, broker.get());
        boolean metrics = METRICS.contains(request.getServletPath());
        if (metrics && !settings.metricsNeedLogin()) {
            chain.doFilter(request, response);
            return;
        }
        Caller caller = login(broker.get(), request, response);
        if (caller != null && metrics && !caller.monitors()) {
            unauthorized(request, response, "Not monitor user");
        } else if (caller != null) {
            request.setAttribute(Caller.ATTRIBUTE, caller);
            try {
                chain.doFilter(new PeekableRequest(request), response);
            } finally {
                if (!READING.contains(request.getMethod())) {
                    AuditLog.done(request, caller.operator().name(), response.getStatus());
                }
            }
        }
    }

    private Optional<BrokerManagement> broker() {
        if (!settings.broker().isEmpty()) {
            return BrokerRegistry.find(settings.broker());
        }
        List<BrokerManagement> running = BrokerRegistry.all();
        return running.isEmpty() ? Optional.empty() : Optional.of(running.get(0));
    }

    private @Nullable Caller login(BrokerManagement broker, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Credentials credentials =
                Credentials.parse(request.getHeader("Authorization")).orElse(null);
        if (credentials == null) {
            unauthorized(request, response, "Login failed");
            return null;
        }
        // An address and never a name, so nothing is looked up.
        InetAddress peer = InetAddress.getByName(request.getRemoteAddr());
        Duration wait = throttle.wait(peer, credentials.user());
        if (wait.compareTo(Duration.ZERO) > 0) {
            response.setHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
            answer(response, TOO_MANY_REQUESTS, "too_many_requests", "Too many refused logins; try again later");
            return null;
        }
        Operator operator =
                broker.login(credentials.user(), credentials.password(), peer).orElse(null);
        if (operator == null) {
            throttle.failed(peer, credentials.user());
            AuditLog.refused(request, credentials.user(), "login failed");
            unauthorized(request, response, "Login failed");
            return null;
        }
        throttle.succeeded(peer, credentials.user());
        Caller caller = new Caller(broker, operator);
        if (!caller.manages()) {
            AuditLog.refused(request, credentials.user(), "no tag");
            unauthorized(request, response, "Not management user");
            return null;
        }
        return caller;
    }

    /** Scripts say that they are none of the browser, which would ask for a password itself. */
    private static void unauthorized(HttpServletRequest request, HttpServletResponse response, String reason)
            throws IOException {
        if (request.getHeader("X-Requested-With") == null) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"LeveretMQ\", charset=\"UTF-8\"");
        }
        answer(response, HttpServletResponse.SC_UNAUTHORIZED, "not_authorized", reason);
    }

    private static void answer(HttpServletResponse response, int status, String error, String reason)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("reason", reason);
        response.setStatus(status);
        response.setContentType("application/json");
        JsonOutput.write(body, response.getOutputStream());
    }
}
