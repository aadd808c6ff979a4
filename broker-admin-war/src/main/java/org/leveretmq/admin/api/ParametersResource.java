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
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.view.Fields;
import org.leveretmq.api.management.ParameterInfo;

/** Parameters of components in virtual hosts, and of the broker as a whole. */
@Path("")
public class ParametersResource {
    @GET
    @Path("parameters")
    public Response all(@Context HttpServletRequest request) {
        Call call = new Call(request).asPolicyMaker();
        return list(call, parameter -> call.sees(parameter.virtualHost()));
    }

    @GET
    @Path("parameters/{component}")
    public Response of(@Context HttpServletRequest request, @PathParam("component") String component) {
        Call call = new Call(request).asPolicyMaker();
        return list(call, parameter -> parameter.component().equals(component) && call.sees(parameter.virtualHost()));
    }

    @GET
    @Path("parameters/{component}/{vhost}")
    public Response of(
            @Context HttpServletRequest request,
            @PathParam("component") String component,
            @PathParam("vhost") String host) {
        return list(
                new Call(request).asPolicyMaker().in(host),
                parameter -> parameter.component().equals(component)
                        && parameter.virtualHost().equals(host));
    }

    private static Response list(Call call, Predicate<ParameterInfo> wanted) {
        return call.list(Parameters.all(call).stream().filter(wanted).toList(), ParameterInfo::name, Parameters::view);
    }

    @GET
    @Path("parameters/{component}/{vhost}/{name}")
    public Response one(
            @Context HttpServletRequest request,
            @PathParam("component") String component,
            @PathParam("vhost") String host,
            @PathParam("name") String name) {
        Call call = new Call(request).asPolicyMaker().in(host);
        return call.one(Parameters.view(find(call, component, host, name).orElseThrow(ApiException::notFound)));
    }

    private static Optional<ParameterInfo> find(Call call, String component, String host, String name) {
        return Parameters.all(call).stream()
                .filter(parameter -> parameter.component().equals(component)
                        && parameter.virtualHost().equals(host)
                        && parameter.name().equals(name))
                .findFirst();
    }

    @PUT
    @Path("parameters/{component}/{vhost}/{name}")
    public Response put(
            @Context HttpServletRequest request,
            @PathParam("component") String component,
            @PathParam("vhost") String host,
            @PathParam("name") String name) {
        Call call = changing(request, component, host);
        boolean isNew = find(call, component, host, name).isEmpty();
        Parameters.put(call, new ParameterInfo(component, host, name, value(call)));
        return Answers.put(isNew);
    }

    /** Limits and operator policies are for administrators. */
    private static Call changing(HttpServletRequest request, String component, String host) {
        Call call = new Call(request);
        boolean administrators = component.equals(Parameters.LIMITS) || component.equals(Parameters.OPERATOR_POLICY);
        return (administrators ? call.asAdministrator() : call.asPolicyMaker()).in(host);
    }

    private static Object value(Call call) {
        Object value = call.body().require("value").value("value");
        return value == null ? "" : value;
    }

    @DELETE
    @Path("parameters/{component}/{vhost}/{name}")
    public Response delete(
            @Context HttpServletRequest request,
            @PathParam("component") String component,
            @PathParam("vhost") String host,
            @PathParam("name") String name) {
        Call call = changing(request, component, host);
        ParameterInfo parameter = find(call, component, host, name).orElseThrow(ApiException::notFound);
        return Answers.deleted(Parameters.delete(call, parameter));
    }

    @GET
    @Path("global-parameters")
    public Response allGlobal(@Context HttpServletRequest request) {
        Call call = new Call(request).asPolicyMaker();
        return call.list(global(call), ParameterInfo::name, ParametersResource::globalView);
    }

    /** The global parameters. */
    static List<ParameterInfo> global(Call call) {
        return call.broker().parameterAdministration().parameters().stream()
                .filter(ParameterInfo::isGlobal)
                .toList();
    }

    /** A global parameter as lists and definitions have it. */
    static Map<String, @Nullable Object> globalView(ParameterInfo parameter) {
        return new Fields()
                .with("name", parameter.name())
                .with("value", parameter.value())
                .map();
    }

    @GET
    @Path("global-parameters/{name}")
    public Response oneGlobal(@Context HttpServletRequest request, @PathParam("name") String name) {
        Call call = new Call(request).asPolicyMaker();
        return call.one(globalView(global(call).stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(ApiException::notFound)));
    }

    @PUT
    @Path("global-parameters/{name}")
    public Response putGlobal(@Context HttpServletRequest request, @PathParam("name") String name) {
        Call call = new Call(request).asAdministrator();
        return Answers.put(
                call.broker().parameterAdministration().putParameter(ParameterInfo.global(name, value(call))));
    }

    @DELETE
    @Path("global-parameters/{name}")
    public Response deleteGlobal(@Context HttpServletRequest request, @PathParam("name") String name) {
        Call call = new Call(request).asAdministrator();
        return Answers.deleted(call.broker().parameterAdministration().deleteParameter("", "", name));
    }
}
