package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.api.management.PolicyInfo;

/** Policies, and operator policies, which only administrators change. */
@Path("{kind:policies|operator-policies}")
public class PoliciesResource {
    private static final String OPERATOR = "operator-policies";

    @GET
    public Response all(@Context HttpServletRequest request, @PathParam("kind") String kind) {
        Call call = new Call(request);
        return list(call, kind, policy -> call.sees(policy.virtualHost()));
    }

    @GET
    @Path("{vhost}")
    public Response of(
            @Context HttpServletRequest request, @PathParam("kind") String kind, @PathParam("vhost") String host) {
        return list(
                new Call(request).in(host), kind, policy -> policy.virtualHost().equals(host));
    }

    private static Response list(Call call, String kind, Predicate<PolicyInfo> wanted) {
        return call.list(
                call.hosts().policies(kind.equals(OPERATOR)).stream()
                        .filter(wanted)
                        .toList(),
                PolicyInfo::name,
                PoliciesResource::view);
    }

    /** A policy as lists and definitions have it. */
    static Map<String, @Nullable Object> view(PolicyInfo policy) {
        return new Fields()
                .with("vhost", policy.virtualHost())
                .with("name", policy.name())
                .with(value(policy))
                .map();
    }

    /** What a policy says, without its name. */
    static Map<String, @Nullable Object> value(PolicyInfo policy) {
        return new Fields()
                .with("pattern", policy.pattern())
                .with("apply-to", policy.applyTo())
                .with("definition", policy.definition())
                .with("priority", policy.priority())
                .map();
    }

    @GET
    @Path("{vhost}/{name}")
    public Response one(
            @Context HttpServletRequest request,
            @PathParam("kind") String kind,
            @PathParam("vhost") String host,
            @PathParam("name") String name) {
        Call call = new Call(request).in(host);
        return call.one(view(find(call, kind, host, name).orElseThrow(ApiException::notFound)));
    }

    private static Optional<PolicyInfo> find(Call call, String kind, String host, String name) {
        return call.hosts().policies(kind.equals(OPERATOR)).stream()
                .filter(policy ->
                        policy.virtualHost().equals(host) && policy.name().equals(name))
                .findFirst();
    }

    @PUT
    @Path("{vhost}/{name}")
    public Response put(
            @Context HttpServletRequest request,
            @PathParam("kind") String kind,
            @PathParam("vhost") String host,
            @PathParam("name") String name) {
        Call call = changing(request, kind, host);
        Body body = call.body().require("pattern", "definition");
        boolean isNew = find(call, kind, host, name).isEmpty();
        put(call, host, name, body, kind.equals(OPERATOR));
        return Answers.put(isNew);
    }

    private static Call changing(HttpServletRequest request, String kind, String host) {
        Call call = new Call(request);
        return (kind.equals(OPERATOR) ? call.asAdministrator() : call.asPolicyMaker()).in(host);
    }

    /** Adds a policy, or replaces one. */
    static void put(Call call, String host, String name, Body body, boolean operator) {
        try {
            call.hosts()
                    .putPolicy(
                            new PolicyInfo(
                                    host,
                                    name,
                                    body.text("pattern", ""),
                                    body.text("apply-to", operator ? "queues" : "all"),
                                    body.number("priority", 0),
                                    body.map("definition")),
                            operator);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("Validation failed\n\n" + e.getMessage() + "\n");
        }
    }

    @DELETE
    @Path("{vhost}/{name}")
    public Response delete(
            @Context HttpServletRequest request,
            @PathParam("kind") String kind,
            @PathParam("vhost") String host,
            @PathParam("name") String name) {
        Call call = changing(request, kind, host);
        return Answers.deleted(call.hosts().deletePolicy(host, name, kind.equals(OPERATOR)));
    }
}
