package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.leveretmq.admin.view.ExchangeView;
import org.leveretmq.api.management.BindingInfo;

/** Bindings from exchanges to queues ({@code q}) and exchanges ({@code e}). */
@Path("bindings")
public class BindingsResource {
    private static final String BETWEEN = "{vhost}/e/{source}/{type:[qe]}/{destination}";

    @GET
    public Response all(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return list(call, AllBindings.of(call));
    }

    @GET
    @Path("{vhost}")
    public Response of(@Context HttpServletRequest request, @PathParam("vhost") String host) {
        Call call = new Call(request).in(host);
        return list(
                call,
                AllBindings.of(call).stream()
                        .filter(binding -> binding.virtualHost().equals(host))
                        .toList());
    }

    private static Response list(Call call, List<BindingInfo> bindings) {
        return call.list(bindings, BindingInfo::routingKey, ExchangeView::of);
    }

    @GET
    @Path(BETWEEN)
    public Response between(
            @Context HttpServletRequest request,
            @PathParam("vhost") String host,
            @PathParam("source") String source,
            @PathParam("type") String type,
            @PathParam("destination") String destination) {
        Call call = new Call(request).in(host);
        return list(call, find(call, host, source, type, destination));
    }

    private static List<BindingInfo> find(Call call, String host, String source, String type, String destination) {
        return AllBindings.of(call).stream()
                .filter(binding -> binding.virtualHost().equals(host)
                        && binding.source().equals(ExchangesResource.named(source))
                        && binding.destinationType().equals(kind(type))
                        && binding.destination().equals(destination))
                .toList();
    }

    private static String kind(String type) {
        return type.equals("q") ? AllBindings.QUEUE : AllBindings.EXCHANGE;
    }

    /** The location of the new binding is set past Jakarta REST, which would make an absolute one of it, and clients take it apart. */
    @POST
    @Path(BETWEEN)
    public Response bind(
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @PathParam("vhost") String host,
            @PathParam("source") String source,
            @PathParam("type") String type,
            @PathParam("destination") String destination) {
        Call call = new Call(request).in(host);
        Body body = call.body();
        BindingInfo binding = new BindingInfo(
                host,
                ExchangesResource.named(source),
                destination,
                kind(type),
                body.text("routing_key", ""),
                body.map("arguments"));
        call.topology().bind(binding);
        response.setHeader("Location", encoded(destination) + "/" + encoded(ExchangeView.propertiesKey(binding)));
        return Answers.put(true);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }

    @GET
    @Path(BETWEEN + "/{properties}")
    public Response one(
            @Context HttpServletRequest request,
            @PathParam("vhost") String host,
            @PathParam("source") String source,
            @PathParam("type") String type,
            @PathParam("destination") String destination,
            @PathParam("properties") String properties) {
        Call call = new Call(request).in(host);
        return call.one(ExchangeView.of(require(find(call, host, source, type, destination), properties)));
    }

    @DELETE
    @Path(BETWEEN + "/{properties}")
    public Response unbind(
            @Context HttpServletRequest request,
            @PathParam("vhost") String host,
            @PathParam("source") String source,
            @PathParam("type") String type,
            @PathParam("destination") String destination,
            @PathParam("properties") String properties) {
        Call call = new Call(request).in(host);
        BindingInfo binding = require(find(call, host, source, type, destination), properties);
        return Answers.deleted(call.topology().unbind(binding));
    }

    /** Some programs send the routing key as it is. */
    private static BindingInfo require(List<BindingInfo> bindings, String properties) {
        return bindings.stream()
                .filter(binding -> ExchangeView.propertiesKey(binding).equals(properties))
                .findFirst()
                .or(() -> bindings.stream()
                        .filter(binding -> binding.arguments().isEmpty()
                                && binding.routingKey().equals(properties))
                        .findFirst())
                .orElseThrow(ApiException::notFound);
    }
}
