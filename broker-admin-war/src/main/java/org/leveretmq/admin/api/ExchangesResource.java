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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.ExchangeView;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.Subject;

/** Exchanges. In URLs the default exchange is called {@code amq.default}. */
@Path("exchanges")
public class ExchangesResource {
    private static final String DEFAULT = "amq.default";

    /** The name of the exchange that a URL means. */
    static String named(String inUrl) {
        return inUrl.equals(DEFAULT) ? "" : inUrl;
    }

    @GET
    public Response all(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return list(call, call.broker().exchanges().stream().filter(exchange -> call.sees(exchange.virtualHost())));
    }

    @GET
    @Path("{vhost}")
    public Response of(@Context HttpServletRequest request, @PathParam("vhost") String host) {
        Call call = new Call(request).in(host);
        return list(call, call.broker().exchanges().stream().filter(exchange -> exchange.virtualHost()
                .equals(host)));
    }

    private static Response list(Call call, Stream<ExchangeInfo> exchanges) {
        return call.list(exchanges.toList(), ExchangeInfo::name, exchange -> ExchangeView.of(exchange, Map.of()));
    }

    @GET
    @Path("{vhost}/{exchange}")
    public Response one(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("exchange") String name) {
        Call call = new Call(request).in(host);
        ExchangeInfo exchange = require(call, host, named(name));
        Map<String, @Nullable Object> view =
                ExchangeView.of(exchange, Histories.of(call, new Subject.OfExchange(host, exchange.name())));
        return call.one(new Fields()
                .with(view)
                .with("incoming", List.of())
                .with("outgoing", List.of())
                .map());
    }

    private static ExchangeInfo require(Call call, String host, String name) {
        return call.broker().monitoring().exchange(host, name).orElseThrow(ApiException::notFound);
    }

    @PUT
    @Path("{vhost}/{exchange}")
    public Response declare(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("exchange") String name) {
        Call call = new Call(request).in(host);
        return named(name).isEmpty()
                ? Answers.notAuthorized("operation not permitted on the default exchange")
                : Answers.put(call.topology().declareExchange(declaration(host, name, call.body())));
    }

    /** An exchange as a client describes it. */
    static ExchangeInfo declaration(String host, String name, Body body) {
        return new ExchangeInfo(
                host,
                name,
                body.text("type", "direct"),
                body.flag("durable", true),
                body.flag("auto_delete", false),
                body.flag("internal", false),
                body.map("arguments"),
                0,
                null,
                Figures.NONE);
    }

    @DELETE
    @Path("{vhost}/{exchange}")
    public Response delete(
            @Context HttpServletRequest request,
            @PathParam("vhost") String host,
            @PathParam("exchange") String name,
            @QueryParam("if-unused") boolean ifUnused) {
        Call call = new Call(request).in(host);
        return Answers.deleted(call.topology().deleteExchange(host, named(name), ifUnused));
    }

    @POST
    @Path("{vhost}/{exchange}/publish")
    public Response publish(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("exchange") String name) {
        Call call = new Call(request).in(host);
        return Answers.ok(Messages.publish(call, host, named(name)));
    }

    @GET
    @Path("{vhost}/{exchange}/bindings/source")
    public Response from(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("exchange") String name) {
        Call call = new Call(request).in(host);
        String exchange = require(call, host, named(name)).name();
        return bindings(
                call,
                AllBindings.of(call).stream()
                        .filter(binding -> binding.virtualHost().equals(host)
                                && binding.source().equals(exchange)));
    }

    @GET
    @Path("{vhost}/{exchange}/bindings/destination")
    public Response to(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("exchange") String name) {
        Call call = new Call(request).in(host);
        String exchange = require(call, host, named(name)).name();
        return bindings(
                call,
                AllBindings.of(call).stream()
                        .filter(binding -> binding.virtualHost().equals(host)
                                && binding.destination().equals(exchange)
                                && binding.destinationType().equals(AllBindings.EXCHANGE)));
    }

    private static Response bindings(Call call, Stream<BindingInfo> bindings) {
        return call.list(bindings.toList(), BindingInfo::routingKey, ExchangeView::of);
    }
}
