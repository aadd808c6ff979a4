package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.ConnectionView;
import org.leveretmq.admin.view.ConsumerView;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.api.management.ChannelInfo;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ConsumerInfo;
import org.leveretmq.api.management.Subject;

/** Connections, channels and consumers. Who does not monitor sees those of one's own user only. */
@Path("")
public class ConnectionsResource {
    private static final String DEFAULT_REASON = "Closed via management plugin";
    private static final int MAX_REASON = 200;

    @GET
    @Path("connections")
    public Response connections(@Context HttpServletRequest request) {
        return connections(new Call(request), connection -> true);
    }

    @GET
    @Path("vhosts/{vhost}/connections")
    public Response connectionsOf(@Context HttpServletRequest request, @PathParam("vhost") String host) {
        return connections(
                new Call(request).in(host),
                connection -> connection.virtualHost().equals(host));
    }

    @GET
    @Path("connections/username/{user}")
    public Response connectionsOfUser(@Context HttpServletRequest request, @PathParam("user") String user) {
        return connections(new Call(request), connection -> connection.user().equals(user));
    }

    private static Response connections(Call call, Predicate<ConnectionInfo> wanted) {
        String node = node(call);
        return call.list(
                call.broker().connections().stream()
                        .filter(connection -> visible(call, connection.user()))
                        .filter(wanted)
                        .toList(),
                ConnectionInfo::name,
                connection -> ConnectionView.of(connection, node, Map.of()));
    }

    private static String node(Call call) {
        return call.broker().monitoring().node().name();
    }

    private static boolean visible(Call call, String user) {
        return call.caller().monitors() || call.caller().operator().name().equals(user);
    }

    @GET
    @Path("connections/{name}")
    public Response connection(@Context HttpServletRequest request, @PathParam("name") String name) {
        Call call = new Call(request);
        ConnectionInfo connection = require(call, name);
        return call.one(ConnectionView.of(connection, node(call), Histories.of(call, new Subject.OfConnection(name))));
    }

    private static ConnectionInfo require(Call call, String name) {
        ConnectionInfo connection = call.broker().monitoring().connection(name).orElseThrow(ApiException::notFound);
        call.require(visible(call, connection.user()), "User not authorised to access object");
        return connection;
    }

    @GET
    @Path("connections/{name}/channels")
    public Response channelsOfConnection(@Context HttpServletRequest request, @PathParam("name") String name) {
        Call call = new Call(request);
        require(call, name);
        return channels(call, call.broker().monitoring().channelsOf(name));
    }

    /** Others' connections are for administrators to close. */
    @DELETE
    @Path("connections/{name}")
    public Response close(
            @Context HttpServletRequest request,
            @PathParam("name") String name,
            @HeaderParam("X-Reason") @Nullable String reason) {
        Call call = new Call(request);
        ConnectionInfo connection = require(call, name);
        return Answers.deleted(close(call, connection, reason));
    }

    @DELETE
    @Path("connections/username/{user}")
    public Response closeAllOf(
            @Context HttpServletRequest request,
            @PathParam("user") String user,
            @HeaderParam("X-Reason") @Nullable String reason) {
        Call call = new Call(request);
        call.broker().connections().stream()
                .filter(connection -> connection.user().equals(user))
                .forEach(connection -> close(call, connection, reason));
        return Answers.done();
    }

    private static boolean close(Call call, ConnectionInfo connection, @Nullable String reason) {
        call.require(
                call.caller().administrates() || call.caller().operator().name().equals(connection.user()),
                "Not administrator user");
        String given = reason == null || reason.isBlank() ? DEFAULT_REASON : reason;
        return call.broker()
                .closeConnection(connection.name(), given.substring(0, Math.min(given.length(), MAX_REASON)));
    }

    @GET
    @Path("channels")
    public Response channels(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return channels(call, call.broker().channels());
    }

    @GET
    @Path("vhosts/{vhost}/channels")
    public Response channelsOf(@Context HttpServletRequest request, @PathParam("vhost") String host) {
        Call call = new Call(request).in(host);
        return channels(
                call,
                call.broker().channels().stream()
                        .filter(channel -> channel.virtualHost().equals(host))
                        .toList());
    }

    private static Response channels(Call call, List<ChannelInfo> channels) {
        String node = node(call);
        return call.list(
                channels.stream()
                        .filter(channel -> visible(call, channel.user()))
                        .toList(),
                ConnectionView::name,
                channel -> ConnectionView.of(channel, node, Map.of()));
    }

    @GET
    @Path("channels/{name}")
    public Response channel(@Context HttpServletRequest request, @PathParam("name") String name) {
        Call call = new Call(request);
        ChannelInfo channel = call.broker().channels().stream()
                .filter(open -> ConnectionView.name(open).equals(name))
                .findFirst()
                .orElseThrow(ApiException::notFound);
        call.require(visible(call, channel.user()), "User not authorised to access object");
        String node = node(call);
        List<Map<String, @Nullable Object>> consumers = call.broker().monitoring().consumers().stream()
                .filter(consumer -> consumer.connectionName().equals(channel.connectionName())
                        && consumer.channelNumber() == channel.number())
                .map(consumer -> ConsumerView.of(consumer, node))
                .toList();
        Subject subject = new Subject.OfChannel(channel.connectionName(), channel.number());
        return call.one(new Fields()
                .with(ConnectionView.of(channel, node, Histories.of(call, subject)))
                .with("consumer_details", consumers)
                .with("publishes", List.of())
                .with("deliveries", List.of())
                .map());
    }

    @GET
    @Path("consumers")
    public Response consumers(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return consumers(call, consumer -> call.sees(consumer.virtualHost()));
    }

    @GET
    @Path("consumers/{vhost}")
    public Response consumersOf(@Context HttpServletRequest request, @PathParam("vhost") String host) {
        return consumers(
                new Call(request).in(host), consumer -> consumer.virtualHost().equals(host));
    }

    private static Response consumers(Call call, Predicate<ConsumerInfo> wanted) {
        String node = node(call);
        return call.list(
                call.broker().monitoring().consumers().stream().filter(wanted).toList(),
                ConsumerInfo::tag,
                consumer -> ConsumerView.of(consumer, node));
    }
}
