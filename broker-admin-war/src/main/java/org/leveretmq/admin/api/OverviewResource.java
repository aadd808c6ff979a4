package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.admin.view.FigureView;
import org.leveretmq.admin.view.NodeView;
import org.leveretmq.api.management.BrokerInfo;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.ListenerInfo;
import org.leveretmq.api.management.Monitoring;
import org.leveretmq.api.management.NodeInfo;
import org.leveretmq.api.management.ParameterInfo;
import org.leveretmq.api.management.Subject;

/** The broker as a whole. */
@Path("")
public class OverviewResource {
    /** The version of RabbitMQ whose API this is; clients look at it to know what they may ask. */
    static final String COMPATIBLE_VERSION = "3.13.0";

    private static final String CLUSTER_NAME = "cluster_name";
    private static final List<Figure> CHURN = List.of(
            Figure.CONNECTION_CREATED,
            Figure.CONNECTION_CLOSED,
            Figure.CHANNEL_CREATED,
            Figure.CHANNEL_CLOSED,
            Figure.QUEUE_DECLARED,
            Figure.QUEUE_CREATED,
            Figure.QUEUE_DELETED);

    @GET
    @Path("overview")
    public Response overview(@Context HttpServletRequest request) {
        Call call = new Call(request);
        BrokerInfo broker = call.broker().overview();
        Monitoring monitoring = call.broker().monitoring();
        NodeInfo node = monitoring.node();
        Totals totals = Totals.of(call);
        return call.one(new Fields()
                .with("management_version", COMPATIBLE_VERSION)
                .with("rabbitmq_version", COMPATIBLE_VERSION)
                .with("product_name", broker.product())
                .with("product_version", broker.version())
                .with(CLUSTER_NAME, clusterName(call))
                .with("node", node.name())
                .with("erlang_version", "")
                .with("erlang_full_version", "")
                .with("java_version", node.javaVersion())
                .with("rates_mode", "basic")
                .with("disable_stats", false)
                .with("enable_queue_totals", false)
                .with("sample_retention_policies", NodeView.RETENTION)
                .with("exchange_types", NodeView.exchangeTypes())
                .with("listeners", listeners(request, node))
                .with("contexts", List.of())
                .with("statistics_db_event_queue", 0)
                .with("object_totals", totals.objects())
                .with("queue_totals", totals.held())
                .with("message_stats", totals.messages())
                .with(
                        "churn_rates",
                        FigureView.some(CHURN, monitoring.broker(), Histories.of(call, new Subject.OfBroker())))
                .map());
    }

    private static List<Map<String, @Nullable Object>> listeners(HttpServletRequest request, NodeInfo node) {
        List<Map<String, @Nullable Object>> listeners = new ArrayList<>();
        for (ListenerInfo listener : node.listeners()) {
            listeners.add(listener(node, listener.protocol(), listener.address(), listener.port()));
        }
        listeners.add(
                listener(node, request.isSecure() ? "https" : "http", request.getLocalAddr(), request.getLocalPort()));
        return listeners;
    }

    private static Map<String, @Nullable Object> listener(NodeInfo node, String protocol, String address, int port) {
        return new Fields()
                .with("node", node.name())
                .with("protocol", protocol)
                .with("ip_address", address)
                .with("port", port)
                .map();
    }

    private static String clusterName(Call call) {
        return ParametersResource.global(call).stream()
                .filter(parameter -> parameter.name().equals(CLUSTER_NAME))
                .map(parameter -> String.valueOf(parameter.value()))
                .findFirst()
                .orElseGet(() -> call.broker().monitoring().node().name());
    }

    @GET
    @Path("cluster-name")
    public Response clusterName(@Context HttpServletRequest request) {
        return Answers.ok(Map.of("name", clusterName(new Call(request))));
    }

    @PUT
    @Path("cluster-name")
    public Response rename(@Context HttpServletRequest request) {
        Call call = new Call(request).asAdministrator();
        String name = call.body().require("name").text("name", "");
        call.broker().parameterAdministration().putParameter(ParameterInfo.global(CLUSTER_NAME, name));
        return Answers.done();
    }

    @GET
    @Path("nodes")
    public Response nodes(@Context HttpServletRequest request) {
        Call call = new Call(request).asMonitor();
        return call.list(
                List.of(call.broker().monitoring().node()),
                NodeInfo::name,
                node -> NodeView.of(call.broker(), node, Histories.of(call, new Subject.OfBroker())));
    }

    @GET
    @Path("nodes/{node}")
    public Response node(@Context HttpServletRequest request, @PathParam("node") String name) {
        Call call = new Call(request).asMonitor();
        NodeInfo node = require(call, name);
        return call.one(NodeView.of(call.broker(), node, Histories.of(call, new Subject.OfBroker())));
    }

    private static NodeInfo require(Call call, String name) {
        NodeInfo node = call.broker().monitoring().node();
        if (!node.name().equals(name)) {
            throw ApiException.notFound();
        }
        return node;
    }

    @GET
    @Path("nodes/{node}/memory")
    public Response memory(@Context HttpServletRequest request, @PathParam("node") String name) {
        Call call = new Call(request).asMonitor();
        return Answers.ok(Map.of("memory", NodeView.memory(require(call, name))));
    }

    @GET
    @Path("whoami")
    public Response whoAmI(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return Answers.ok(new Fields()
                .with("name", call.caller().operator().name())
                .with("tags", new TreeSet<>(call.caller().operator().tags()))
                .map());
    }

    @GET
    @Path("extensions")
    public Response extensions(@Context HttpServletRequest request) {
        Call unused = new Call(request);
        return Answers.ok(List.of(Map.of("javascript", "dispatcher.js")));
    }

    @GET
    @Path("auth")
    public Response auth(@Context HttpServletRequest request) {
        Call unused = new Call(request);
        return Answers.ok(Map.of("enable_uaa", false, "oauth_enabled", false));
    }

    @GET
    @Path("feature-flags")
    public Response featureFlags(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return call.list(FeatureFlag.ALL, FeatureFlag::name, FeatureFlag::view);
    }

    /** Of clusters: there is nothing to be done. */
    @POST
    @Path("rebalance/queues")
    public Response rebalance(@Context HttpServletRequest request) {
        Call unused = new Call(request).asAdministrator();
        return Answers.done();
    }
}
