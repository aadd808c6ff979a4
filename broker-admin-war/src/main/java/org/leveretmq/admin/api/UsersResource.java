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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.api.management.PermissionInfo;
import org.leveretmq.api.management.UserInfo;

/** Users and their limits. */
@Path("")
public class UsersResource {
    private static final String MAX_CONNECTIONS = "max-connections";
    private static final String MAX_CHANNELS = "max-channels";

    @GET
    @Path("users")
    public Response all(@Context HttpServletRequest request) {
        Call call = new Call(request).asAdministrator();
        return call.list(call.users().users(), UserInfo::name, UsersResource::view);
    }

    @GET
    @Path("users/without-permissions")
    public Response withoutPermissions(@Context HttpServletRequest request) {
        Call call = new Call(request).asAdministrator();
        Set<String> permitted =
                call.users().permissions().stream().map(PermissionInfo::user).collect(Collectors.toSet());
        return call.list(
                call.users().users().stream()
                        .filter(user -> !permitted.contains(user.name()))
                        .toList(),
                UserInfo::name,
                UsersResource::view);
    }

    /** A user as lists and definitions have it. */
    static Map<String, @Nullable Object> view(UserInfo user) {
        return new Fields()
                .with("name", user.name())
                .with("password_hash", Passwords.shown(user.passwordHash()))
                .with("hashing_algorithm", Passwords.algorithm(user.passwordHash()))
                .with("tags", List.copyOf(new TreeSet<>(user.tags())))
                .with("limits", limits(user))
                .map();
    }

    @POST
    @Path("users/bulk-delete")
    public Response deleteMany(@Context HttpServletRequest request) {
        Call call = new Call(request).asAdministrator();
        for (String name : call.body().require("users").words("users")) {
            call.users().deleteUser(name);
        }
        return Answers.done();
    }

    @GET
    @Path("users/{user}")
    public Response one(@Context HttpServletRequest request, @PathParam("user") String name) {
        Call call = new Call(request);
        call.require(isSelf(call, name) || call.caller().administrates(), "Not administrator user");
        return call.one(view(require(call, name)));
    }

    private static boolean isSelf(Call call, String name) {
        return call.caller().operator().name().equals(name);
    }

    private static UserInfo require(Call call, String name) {
        return find(call, name).orElseThrow(ApiException::notFound);
    }

    private static Optional<UserInfo> find(Call call, String name) {
        return call.users().users().stream()
                .filter(user -> user.name().equals(name))
                .findFirst();
    }

    @PUT
    @Path("users/{user}")
    public Response put(@Context HttpServletRequest request, @PathParam("user") String name) {
        Call call = new Call(request).asAdministrator();
        Body body = call.body();
        if (!body.has("tags")) {
            return Answers.badRequest("tags_not_present");
        }
        return Answers.put(put(call, name, body));
    }

    /** Adds a user, or changes one. Returns whether the user is new. */
    static boolean put(Call call, String name, Body body) {
        boolean isNew = find(call, name).isEmpty();
        Set<String> tags = new LinkedHashSet<>(body.words("tags"));
        String password = body.text("password");
        String hash = body.text("password_hash");
        if (password != null && hash != null) {
            throw ApiException.badRequest("both_password_and_password_hash_are_provided");
        } else if (hash != null) {
            call.users().putUserWithHash(name, Passwords.textForm(hash, body.text("hashing_algorithm")), tags);
        } else if (password != null && password.isEmpty()) {
            // Nobody can log in with an empty password.
            call.users().putUserWithHash(name, "", tags);
        } else {
            call.users().putUser(name, password, tags);
        }
        if (body.has("limits")) {
            limit(call, name, new Body(new LinkedHashMap<>(body.map("limits"))));
        }
        return isNew;
    }

    @DELETE
    @Path("users/{user}")
    public Response delete(@Context HttpServletRequest request, @PathParam("user") String name) {
        Call call = new Call(request).asAdministrator();
        return Answers.deleted(call.users().deleteUser(name));
    }

    @GET
    @Path("users/{user}/permissions")
    public Response permissions(@Context HttpServletRequest request, @PathParam("user") String name) {
        Call call = new Call(request);
        call.require(isSelf(call, name) || call.caller().administrates(), "Not administrator user");
        require(call, name);
        return PermissionsResource.permissions(
                call, permission -> permission.user().equals(name));
    }

    @GET
    @Path("users/{user}/topic-permissions")
    public Response topicPermissions(@Context HttpServletRequest request, @PathParam("user") String name) {
        Call call = new Call(request);
        call.require(isSelf(call, name) || call.caller().administrates(), "Not administrator user");
        require(call, name);
        return PermissionsResource.topicPermissions(
                call, permission -> permission.user().equals(name));
    }

    @GET
    @Path("user-limits")
    public Response allLimits(@Context HttpServletRequest request) {
        Call call = new Call(request).asAdministrator();
        return Answers.ok(call.users().users().stream()
                .filter(user -> !limits(user).isEmpty())
                .map(UsersResource::limitsView)
                .toList());
    }

    @GET
    @Path("user-limits/{user}")
    public Response limitsOf(@Context HttpServletRequest request, @PathParam("user") String name) {
        Call call = new Call(request);
        call.require(isSelf(call, name) || call.caller().administrates(), "Not administrator user");
        UserInfo user = require(call, name);
        return Answers.ok(limits(user).isEmpty() ? List.of() : List.of(limitsView(user)));
    }

    private static Map<String, @Nullable Object> limitsView(UserInfo user) {
        return new Fields()
                .with("user", user.name())
                .with("value", limits(user))
                .map();
    }

    private static Map<String, Object> limits(UserInfo user) {
        Map<String, Object> limits = new LinkedHashMap<>();
        if (user.maxChannels() != null) {
            limits.put(MAX_CHANNELS, user.maxChannels());
        }
        if (user.maxConnections() != null) {
            limits.put(MAX_CONNECTIONS, user.maxConnections());
        }
        return limits;
    }

    @PUT
    @Path("user-limits/{user}/{limit}")
    public Response limit(
            @Context HttpServletRequest request, @PathParam("user") String name, @PathParam("limit") String limit) {
        Call call = new Call(request).asAdministrator();
        change(call, name, limit, call.body().require("value").limit("value"));
        return Answers.done();
    }

    @DELETE
    @Path("user-limits/{user}/{limit}")
    public Response unlimit(
            @Context HttpServletRequest request, @PathParam("user") String name, @PathParam("limit") String limit) {
        Call call = new Call(request).asAdministrator();
        change(call, name, limit, null);
        return Answers.done();
    }

    private static void change(Call call, String name, String limit, @Nullable Long value) {
        UserInfo user = require(call, name);
        switch (limit) {
            case MAX_CONNECTIONS -> call.users().limitUser(name, value, user.maxChannels());
            case MAX_CHANNELS -> call.users().limitUser(name, user.maxConnections(), value);
            default -> throw ApiException.badRequest("Unrecognised terms [" + limit + "] in user-limits");
        }
    }

    private static void limit(Call call, String name, Body limits) {
        call.users().limitUser(name, limits.limit(MAX_CONNECTIONS), limits.limit(MAX_CHANNELS));
    }
}
