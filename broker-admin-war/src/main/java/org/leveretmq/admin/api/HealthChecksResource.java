package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.api.management.AlarmInfo;
import org.leveretmq.api.management.CertificateInfo;
import org.leveretmq.api.management.FetchedMessage;
import org.leveretmq.api.management.ListenerInfo;
import org.leveretmq.api.management.MessageAdministration.Settlement;

/** Health checks: 200 with {@code "status": "ok"}, or 503 with a reason. */
@Path("")
public class HealthChecksResource {
    private static final int UNAVAILABLE = 503;
    private static final String ALIVENESS_QUEUE = "aliveness-test";
    private static final Map<String, Integer> DAYS = Map.of("days", 1, "weeks", 7, "months", 30, "years", 365);

    /** Sends a message through a queue and takes it out again. */
    @GET
    @Path("aliveness-test/{vhost}")
    public Response aliveness(@Context HttpServletRequest request, @PathParam("vhost") String host) {
        Call call = new Call(request).in(host);
        call.topology().declareQueue(host, ALIVENESS_QUEUE, false, false, Map.of());
        call.messages().publish(host, "", ALIVENESS_QUEUE, Map.of(), new byte[] {1});
        List<FetchedMessage> got = call.messages().get(host, ALIVENESS_QUEUE, 1, Settlement.ACKNOWLEDGE);
        return got.isEmpty() ? failed("The message did not come back", Map.of()) : ok(Map.of());
    }

    @GET
    @Path("healthchecks/node")
    public Response node(@Context HttpServletRequest request) {
        return alarms(request);
    }

    @GET
    @Path("healthchecks/node/{node}")
    public Response ofNode(@Context HttpServletRequest request) {
        return alarms(request);
    }

    @GET
    @Path("health/checks/alarms")
    public Response alarms(@Context HttpServletRequest request) {
        Call call = new Call(request);
        List<AlarmInfo> alarms = call.broker().monitoring().alarms();
        String node = call.broker().monitoring().node().name();
        return alarms.isEmpty()
                ? ok(Map.of())
                : failed(
                        "There are alarms in effect in the cluster",
                        Map.of(
                                "alarms",
                                alarms.stream()
                                        .map(alarm -> Map.of("node", node, "resource", alarm.kind()))
                                        .toList()));
    }

    @GET
    @Path("health/checks/local-alarms")
    public Response localAlarms(@Context HttpServletRequest request) {
        return alarms(request);
    }

    /** A virtual host that is there runs. */
    @GET
    @Path("health/checks/virtual-hosts")
    public Response virtualHosts(@Context HttpServletRequest request) {
        Call call = new Call(request);
        int known = call.hosts().virtualHosts().size();
        int answering = call.broker().monitoring().virtualHosts().size();
        return answering >= known ? ok(Map.of()) : failed("Some virtual hosts do not answer", Map.of());
    }

    @GET
    @Path("health/checks/port-listener/{port}")
    public Response port(@Context HttpServletRequest request, @PathParam("port") String port) {
        Call call = new Call(request);
        int wanted;
        try {
            wanted = Integer.parseInt(port);
        } catch (NumberFormatException e) {
            return Answers.badRequest("Invalid port");
        }
        List<Integer> ports =
                call.broker().listeners().stream().map(ListenerInfo::port).toList();
        boolean here = ports.contains(wanted) || request.getLocalPort() == wanted;
        return here
                ? ok(Map.of("port", wanted))
                : failed("No active listener", Map.of("missing", wanted, "ports", ports));
    }

    @GET
    @Path("health/checks/protocol-listener/{protocol}")
    public Response protocol(@Context HttpServletRequest request, @PathParam("protocol") String protocol) {
        Call call = new Call(request);
        String wanted =
                switch (protocol.toLowerCase(Locale.ROOT)) {
                    case "amqp", "amqp091", "amqp0.9.1", "amqp-0-9-1" -> "amqp";
                    case "amqps", "amqp/ssl", "amqp091s" -> "amqp/ssl";
                    default -> protocol;
                };
        List<String> protocols =
                call.broker().listeners().stream().map(ListenerInfo::protocol).toList();
        boolean here = protocols.contains(wanted) || wanted.equals(request.isSecure() ? "https" : "http");
        return here
                ? ok(Map.of("protocol", wanted))
                : failed("No active listener", Map.of("missing", wanted, "protocols", protocols));
    }

    @GET
    @Path("health/checks/ready-to-serve-clients")
    public Response ready(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return call.broker().overview().running()
                ? ok(Map.of())
                : failed("The broker does not accept clients", Map.of());
    }

    @GET
    @Path("health/checks/is-in-service")
    public Response inService(@Context HttpServletRequest request) {
        return ready(request);
    }

    @GET
    @Path("health/checks/node-is-{what:quorum-critical|mirror-sync-critical}")
    public Response critical(@Context HttpServletRequest request) {
        Call unused = new Call(request);
        return ok(Map.of("reason", "single node cluster"));
    }

    /** Whether the certificates that the listeners show to clients are still valid at the end of the period, which is the one that RabbitMQ takes. */
    @GET
    @Path("health/checks/certificate-expiration/{within}/{unit}")
    public Response certificates(
            @Context HttpServletRequest request, @PathParam("within") String within, @PathParam("unit") String unit) {
        Call call = new Call(request);
        Integer daysInUnit = DAYS.get(unit);
        if (daysInUnit == null) {
            return Answers.badRequest("Time unit not recognised. Supported units: days, weeks, months, years.");
        }
        if (!within.matches("[0-9]{1,6}")) {
            return Answers.badRequest("Invalid expiration value.");
        }
        Instant end = Instant.now().plus(Duration.ofDays((long) daysInUnit * Integer.parseInt(within)));
        List<Map<String, @Nullable Object>> expiring = call.broker().listeners().stream()
                .filter(listener -> listener.certificate() != null
                        && listener.certificate().notAfter().isBefore(end))
                .map(listener -> expiring(call.broker().monitoring().node().name(), listener))
                .toList();
        return expiring.isEmpty() ? ok(Map.of()) : failed("Certificates expiring", Map.of("expired", expiring));
    }

    private static Map<String, @Nullable Object> expiring(String node, ListenerInfo listener) {
        CertificateInfo certificate = listener.certificate();
        return new Fields()
                .with("node", node)
                .with("protocol", listener.protocol())
                .with("interface", listener.address())
                .with("port", listener.port())
                .with("subject", certificate == null ? null : certificate.subject())
                .with("certfile_expires_on", certificate == null ? null : Fields.moment(certificate.notAfter()))
                .map();
    }

    private static Response ok(Map<String, Object> more) {
        return Answers.ok(new Fields().with("status", "ok").with(more).map());
    }

    private static Response failed(String reason, Map<String, Object> more) {
        return Answers.json(
                UNAVAILABLE,
                new Fields()
                        .with("status", "failed")
                        .with("reason", reason)
                        .with(more)
                        .map());
    }
}
