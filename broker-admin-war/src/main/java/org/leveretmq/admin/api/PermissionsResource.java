package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.api.management.PermissionInfo;
import org.leveretmq.api.management.TopicPermissionInfo;

/** Permissions of users in virtual hosts, and for topic exchanges. */
@Path("")
public class PermissionsResource {
    @GET
    @Path("permissions")
    public Response all(@Context HttpServletRequest request) {
        return permissions(new Call(request).asAdministrator(), permission -> true);
    }

    /** Those permissions that are wanted. */
    static Response permissions(Call call, Predicate<PermissionInfo> wanted) {
        return call.list(
                call.users().permissions().stream().filter(wanted).toList(),
                PermissionInfo::user,
                PermissionsResource::view);
    }

    /** A permission as lists and definitions have it. */
    static Map<String, @Nullable Object> view(PermissionInfo permission) {
        return new Fields()
                .with("user", permission.user())
                .with("vhost", permission.virtualHost())
                .with("configure", permission.configure())
                .with("write", permission.write())
                .with("read", permission.read())
                .map();
    }

    @GET
    @Path("permissions/{vhost}/{user}")
    public Response one(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("user") String user) {
        Call call = new Call(request).asAdministrator();
        return call.one(view(find(call, host, user).stream().findFirst().orElseThrow(ApiException::notFound)));
    }

    private static List<PermissionInfo> find(Call call, String host, String user) {
        return call.users().permissions().stream()
                .filter(permission -> permission.virtualHost().equals(host)
                        && permission.user().equals(user))
                .toList();
    }

    @PUT
    @Path("permissions/{vhost}/{user}")
    public Response put(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("user") String user) {
        Call call = new Call(request).asAdministrator();
        Body body = call.body().require("configure", "write", "read");
        boolean isNew = find(call, host, user).isEmpty();
        put(call, host, user, body);
        return Answers.put(isNew);
    }

    /** Gives a user permissions. */
    static void put(Call call, String host, String user, Body body) {
        try {
            call.users()
                    .putPermission(new PermissionInfo(
                            user, host, body.text("configure", ""), body.text("write", ""), body.text("read", "")));
        } catch (NoSuchElementException e) {
            throw ApiException.badRequest("vhost_or_user_not_found");
        }
    }

    @DELETE
    @Path("permissions/{vhost}/{user}")
    public Response delete(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("user") String user) {
        Call call = new Call(request).asAdministrator();
        return Answers.deleted(call.users().deletePermission(user, host));
    }

    @GET
    @Path("topic-permissions")
    public Response allOfTopics(@Context HttpServletRequest request) {
        return topicPermissions(new Call(request).asAdministrator(), permission -> true);
    }

    /** Those permissions for topics that are wanted. */
    static Response topicPermissions(Call call, Predicate<TopicPermissionInfo> wanted) {
        return call.list(
                call.users().topicPermissions().stream().filter(wanted).toList(),
                TopicPermissionInfo::user,
                PermissionsResource::view);
    }

    /** A permission for topics as lists and definitions have it. */
    static Map<String, @Nullable Object> view(TopicPermissionInfo permission) {
        return new Fields()
                .with("user", permission.user())
                .with("vhost", permission.virtualHost())
                .with("exchange", permission.exchange())
                .with("write", permission.write())
                .with("read", permission.read())
                .map();
    }

    @GET
    @Path("topic-permissions/{vhost}/{user}")
    public Response ofTopics(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("user") String user) {
        Call call = new Call(request).asAdministrator();
        if (findOfTopics(call, host, user).isEmpty()) {
            return Answers.notFound();
        }
        return topicPermissions(
                call,
                permission -> permission.virtualHost().equals(host)
                        && permission.user().equals(user));
    }

    private static List<TopicPermissionInfo> findOfTopics(Call call, String host, String user) {
        return call.users().topicPermissions().stream()
                .filter(permission -> permission.virtualHost().equals(host)
                        && permission.user().equals(user))
                .toList();
    }

    @PUT
    @Path("topic-permissions/{vhost}/{user}")
    public Response putOfTopics(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("user") String user) {
        Call call = new Call(request).asAdministrator();
        Body body = call.body().require("exchange", "write", "read");
        boolean isNew = findOfTopics(call, host, user).stream()
                .noneMatch(permission -> permission.exchange().equals(body.text("exchange", "")));
        putOfTopics(call, host, user, body);
        return Answers.put(isNew);
    }

    /** Gives a user permissions for a topic exchange. */
    static void putOfTopics(Call call, String host, String user, Body body) {
        try {
            call.users()
                    .putTopicPermission(new TopicPermissionInfo(
                            user, host, body.text("exchange", ""), body.text("write", ""), body.text("read", "")));
        } catch (NoSuchElementException e) {
            throw ApiException.badRequest("vhost_or_user_not_found");
        }
    }

    @GET
    @Path("topic-permissions/{vhost}/{user}/{exchange}")
    public Response ofTopics(
            @Context HttpServletRequest request,
            @PathParam("vhost") String host,
            @PathParam("user") String user,
            @PathParam("exchange") String exchange) {
        Call call = new Call(request).asAdministrator();
        String name = ExchangesResource.named(exchange);
        return topicPermissions(
                call,
                permission -> permission.virtualHost().equals(host)
                        && permission.user().equals(user)
                        && permission.exchange().equals(name));
    }

    /** Takes those for all exchanges away. */
    @DELETE
    @Path("topic-permissions/{vhost}/{user}")
    public Response deleteOfTopics(
            @Context HttpServletRequest request, @PathParam("vhost") String host, @PathParam("user") String user) {
        return takeOfTopics(new Call(request).asAdministrator(), host, user, permission -> true);
    }

    @DELETE
    @Path("topic-permissions/{vhost}/{user}/{exchange}")
    public Response deleteOfTopic(
            @Context HttpServletRequest request,
            @PathParam("vhost") String host,
            @PathParam("user") String user,
            @PathParam("exchange") String exchange) {
        String name = ExchangesResource.named(exchange);
        return takeOfTopics(new Call(request).asAdministrator(), host, user, permission -> permission
                .exchange()
                .equals(name));
    }

    private static Response takeOfTopics(Call call, String host, String user, Predicate<TopicPermissionInfo> unwanted) {
        boolean deleted = false;
        for (TopicPermissionInfo permission : findOfTopics(call, host, user)) {
            if (unwanted.test(permission)) {
                deleted |= call.users().deleteTopicPermission(user, host, permission.exchange());
            }
        }
        return Answers.deleted(deleted);
    }
}
