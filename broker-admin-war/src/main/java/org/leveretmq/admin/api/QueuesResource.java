package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.ExchangeView;
import org.leveretmq.admin.view.QueueView;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.ConsumerInfo;
import org.leveretmq.api.management.QueueInfo;
import org.leveretmq.api.management.Subject;

/** Queues and what is in them. */
@Path("queues")
public class QueuesResource {
    @GET
    public Response all(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return list(call, call.broker().queues().stream().filter(queue -> call.sees(queue.virtualHost())));
    }

    @GET
    @Path("{vhost}")
    public Response of(@Context HttpServletRequest request, @PathParam("vhost") String host) {
        Call call = new Call(request).in(host);
        return list(call, call.broker().queues().stream().filter(queue -> queue.virtualHost()
                .equals(host)));
    }

    private static Response list(Call call, Stream<QueueInfo> queues) {
        String node = call.broker().monitoring().node().name();
        boolean plain = Boolean.parseBoolean(call.parameter("disable_stats"));
        boolean totals = Boolean.parseBoolean(call.parameter("enable_queue_totals"));
        return call.list(
                queues.toList(),
                QueueInfo::name,
                queue -> plain ? QueueView.withoutFigures(queue, node, totals) : QueueView.of(queue, node, Map.of()));
    }

    @GET
    @Path("{vhost}/{queue}")
    public Response one(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("queue") String name) {
        Call call = new Call(request).in(host);
        QueueInfo queue = require(call, host, name);
        List<ConsumerInfo> consumers = call.broker().monitoring().consumers().stream()
                .filter(consumer ->
                        consumer.virtualHost().equals(host) && consumer.queue().equals(name))
                .toList();
        String node = call.broker().monitoring().node().name();
        return call.one(
                QueueView.withConsumers(queue, node, Histories.of(call, new Subject.OfQueue(host, name)), consumers));
    }

    private static QueueInfo require(Call call, String host, String name) {
        return call.broker().monitoring().queue(host, name).orElseThrow(ApiException::notFound);
    }

    @PUT
    @Path("{vhost}/{queue}")
    public Response declare(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("queue") String name) {
        Call call = new Call(request).in(host);
        Body body = call.body();
        return Answers.put(call.topology()
                .declareQueue(
                        host,
                        name,
                        body.flag("durable", true),
                        body.flag("auto_delete", false),
                        body.map("arguments")));
    }

    @DELETE
    @Path("{vhost}/{queue}")
    public Response delete(
            @Context HttpServletRequest request,
            @PathParam("vhost") String host,
            @PathParam("queue") String name,
            @QueryParam("if-unused") boolean ifUnused,
            @QueryParam("if-empty") boolean ifEmpty) {
        Call call = new Call(request).in(host);
        return Answers.deleted(call.topology().deleteQueue(host, name, ifUnused, ifEmpty));
    }

    @DELETE
    @Path("{vhost}/{queue}/contents")
    public Response purge(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("queue") String name) {
        Call call = new Call(request).in(host);
        require(call, host, name);
        call.messages().purge(host, name);
        return Answers.done();
    }

    @POST
    @Path("{vhost}/{queue}/get")
    public Response get(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("queue") String name) {
        Call call = new Call(request).in(host);
        return Answers.ok(Messages.fetch(call, host, name));
    }

    @POST
    @Path("{vhost}/{queue}/actions")
    public Response act(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("queue") String name) {
        Call call = new Call(request).in(host);
        require(call, host, name);
        Body body = call.body().require("action");
        String action = body.text("action", "");
        return switch (action) {
            // Of clusters: there is nothing to be done.
            case "sync", "cancel_sync" -> Answers.done();
            case "move" -> {
                String destination = body.require("destination").text("destination", "");
                int moved = call.messages().move(host, name, destination, body.number("count", Integer.MAX_VALUE));
                Map<String, @Nullable Object> answer = new LinkedHashMap<>();
                answer.put("moved", moved);
                yield Answers.ok(answer);
            }
            default -> Answers.badRequest("unknown action '" + action + "'");
        };
    }

    @GET
    @Path("{vhost}/{queue}/bindings")
    public Response bindings(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("queue") String name) {
        Call call = new Call(request).in(host);
        require(call, host, name);
        List<BindingInfo> bindings = AllBindings.of(call).stream()
                .filter(binding -> binding.virtualHost().equals(host)
                        && binding.destination().equals(name)
                        && binding.destinationType().equals(AllBindings.QUEUE))
                .toList();
        return call.list(bindings, BindingInfo::routingKey, ExchangeView::of);
    }
}
