package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.admin.view.FigureView;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.PermissionInfo;
import org.leveretmq.api.management.Series;
import org.leveretmq.api.management.Subject;
import org.leveretmq.api.management.VirtualHostInfo;

/** Virtual hosts and their limits. */
@Path("")
public class VirtualHostsResource {
    private static final String EVERYTHING = ".*";
    private static final String MAX_CONNECTIONS = "max-connections";
    private static final String MAX_QUEUES = "max-queues";

    @GET
    @Path("vhosts")
    public Response all(@Context HttpServletRequest request) {
        Call call = new Call(request);
        Map<String, Figures> figures = call.broker().monitoring().virtualHosts();
        String node = call.broker().monitoring().node().name();
        return call.list(
                call.hosts().virtualHosts().stream()
                        .filter(host -> call.caller().monitors() || call.sees(host.name()))
                        .toList(),
                VirtualHostInfo::name,
                host -> view(host, node, figures.getOrDefault(host.name(), Figures.NONE), Map.of()));
    }

    private static Map<String, @Nullable Object> view(
            VirtualHostInfo host, String node, Figures figures, Map<Figure, Series> history) {
        List<String> tags = List.copyOf(new TreeSet<>(host.tags()));
        return new Fields()
                .with("name", host.name())
                .with("description", host.description())
                .with("tags", tags)
                .with("metadata", Map.of("description", host.description(), "tags", tags))
                .with("default_queue_type", "undefined")
                .with("tracing", host.tracing())
                .with("cluster_state", Map.of(node, "running"))
                .with(FigureView.some(FigureView.HELD, figures, history))
                .with("message_stats", FigureView.messages(figures, history))
                .map();
    }

    @GET
    @Path("vhosts/{vhost}")
    public Response one(@Context HttpServletRequest request, @PathParam("vhost") String name) {
        Call call = new Call(request);
        VirtualHostInfo host = require(call, name);
        call.require(call.caller().monitors() || call.sees(name), "User not authorised to access virtual host");
        Figures figures = call.broker().monitoring().virtualHosts().getOrDefault(name, Figures.NONE);
        String node = call.broker().monitoring().node().name();
        return call.one(view(host, node, figures, Histories.of(call, new Subject.OfVirtualHost(name))));
    }

    private static VirtualHostInfo require(Call call, String name) {
        return find(call, name).orElseThrow(ApiException::notFound);
    }

    private static Optional<VirtualHostInfo> find(Call call, String name) {
        return call.hosts().virtualHosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst();
    }

    /** Whoever adds a virtual host may use it, as with RabbitMQ. */
    @PUT
    @Path("vhosts/{vhost}")
    public Response put(@Context HttpServletRequest request, @PathParam("vhost") String name) {
        Call call = new Call(request).asAdministrator();
        Body body = call.body();
        boolean isNew = put(call, name, body);
        if (isNew) {
            String user = call.caller().operator().name();
            boolean own =
                    call.users().users().stream().anyMatch(known -> known.name().equals(user));
            if (own) {
                call.users().putPermission(new PermissionInfo(user, name, EVERYTHING, EVERYTHING, EVERYTHING));
            }
        }
        return Answers.put(isNew);
    }

    /** Adds a virtual host, or changes what is said of it. Returns whether it is new. */
    static boolean put(Call call, String name, Body body) {
        VirtualHostInfo known = find(call, name).orElse(null);
        Body metadata = new Body(new HashMap<>(body.map("metadata")));
        String description =
                body.text("description", metadata.text("description", known == null ? "" : known.description()));
        LinkedHashSet<String> tags = new LinkedHashSet<>(known == null ? List.of() : known.tags());
        if (body.has("tags") || metadata.has("tags")) {
            tags.clear();
            tags.addAll(body.has("tags") ? body.words("tags") : metadata.words("tags"));
        }
        call.hosts().putVirtualHost(name, description, tags);
        if (body.has("tracing")) {
            call.hosts().trace(name, body.flag("tracing", false));
        }
        return known == null;
    }

    @DELETE
    @Path("vhosts/{vhost}")
    public Response delete(@Context HttpServletRequest request, @PathParam("vhost") String name) {
        Call call = new Call(request).asAdministrator();
        return Answers.deleted(call.hosts().deleteVirtualHost(name));
    }

    /** There is one node, and every virtual host runs on it. */
    @POST
    @Path("vhosts/{vhost}/start/{node}")
    public Response start(@Context HttpServletRequest request, @PathParam("vhost") String name) {
        require(new Call(request).asAdministrator(), name);
        return Answers.done();
    }

    @GET
    @Path("vhosts/{vhost}/permissions")
    public Response permissions(@Context HttpServletRequest request, @PathParam("vhost") String name) {
        Call call = new Call(request).asAdministrator();
        require(call, name);
        return PermissionsResource.permissions(
                call, permission -> permission.virtualHost().equals(name));
    }

    @GET
    @Path("vhosts/{vhost}/topic-permissions")
    public Response topicPermissions(@Context HttpServletRequest request, @PathParam("vhost") String name) {
        Call call = new Call(request).asAdministrator();
        require(call, name);
        return PermissionsResource.topicPermissions(
                call, permission -> permission.virtualHost().equals(name));
    }

    @GET
    @Path("vhost-limits")
    public Response allLimits(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return Answers.ok(call.hosts().virtualHosts().stream()
                .filter(host -> call.sees(host.name()) && !limits(host).isEmpty())
                .map(VirtualHostsResource::limitsView)
                .toList());
    }

    @GET
    @Path("vhost-limits/{vhost}")
    public Response limitsOf(@Context HttpServletRequest request, @PathParam("vhost") String name) {
        Call call = new Call(request).in(name);
        VirtualHostInfo host = require(call, name);
        return Answers.ok(limits(host).isEmpty() ? List.of() : List.of(limitsView(host)));
    }

    private static Map<String, @Nullable Object> limitsView(VirtualHostInfo host) {
        return new Fields()
                .with("vhost", host.name())
                .with("value", limits(host))
                .map();
    }

    /** The limits by name, without those that are not set. */
    static Map<String, Object> limits(VirtualHostInfo host) {
        Map<String, Object> limits = new LinkedHashMap<>();
        if (host.maxConnections() != null) {
            limits.put(MAX_CONNECTIONS, host.maxConnections());
        }
        if (host.maxQueues() != null) {
            limits.put(MAX_QUEUES, host.maxQueues());
        }
        return limits;
    }

    @PUT
    @Path("vhost-limits/{vhost}/{limit}")
    public Response limit(
            @Context HttpServletRequest request, @PathParam("vhost") String name, @PathParam("limit") String limit) {
        Call call = new Call(request).asAdministrator();
        VirtualHostInfo host = require(call, name);
        Long value = call.body().require("value").limit("value");
        change(call, host, limit, value);
        return Answers.done();
    }

    private static void change(Call call, VirtualHostInfo host, String limit, @Nullable Long value) {
        switch (limit) {
            case MAX_CONNECTIONS -> call.hosts().limitVirtualHost(host.name(), value, host.maxQueues());
            case MAX_QUEUES -> call.hosts().limitVirtualHost(host.name(), host.maxConnections(), value);
            default ->
                throw ApiException.badRequest("Validation failed\n\nUnrecognised terms [" + limit + "] in limits\n");
        }
    }

    @DELETE
    @Path("vhost-limits/{vhost}/{limit}")
    public Response unlimit(
            @Context HttpServletRequest request, @PathParam("vhost") String name, @PathParam("limit") String limit) {
        Call call = new Call(request).asAdministrator();
        change(call, require(call, name), limit, null);
        return Answers.done();
    }

    /** Sets all limits of a virtual host at once. */
    static void limit(Call call, String name, Body limits) {
        call.hosts().limitVirtualHost(name, limits.limit(MAX_CONNECTIONS), limits.limit(MAX_QUEUES));
    }
}
