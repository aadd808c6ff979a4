package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is defined as one document, to be kept or brought to another broker; those of RabbitMQ are understood. */
@Path("definitions")
public class DefinitionsResource {
    private static final String NO_JSON = "failed_to_parse_json";

    @GET
    public Response export(@Context HttpServletRequest request) {
        Call call = new Call(request).asAdministrator();
        return named(call, new DefinitionsExport(call).all());
    }

    @GET
    @Path("{vhost}")
    public Response export(@Context HttpServletRequest request, @PathParam("vhost") String host) {
        Call call = new Call(request).asAdministrator().in(host);
        return named(call, new DefinitionsExport(call).of(host));
    }

    private static Response named(Call call, Map<String, @Nullable Object> definitions) {
        Response answer = Answers.ok(definitions);
        String name = call.parameter("download");
        return name == null
                ? answer
                : Response.fromResponse(answer)
                        .header(
                                "Content-Disposition",
                                "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._@-]", "_") + "\"")
                        .build();
    }

    @POST
    public Response load(@Context HttpServletRequest request) {
        Call call = new Call(request).asAdministrator();
        new DefinitionsImport(call).all(call.body(NO_JSON));
        return Answers.done();
    }

    @PUT
    public Response replace(@Context HttpServletRequest request) {
        return load(request);
    }

    @POST
    @Path("{vhost}")
    public Response load(@Context HttpServletRequest request, @PathParam("vhost") String host) {
        Call call = new Call(request).asAdministrator().in(host);
        new DefinitionsImport(call).into(host, call.body(NO_JSON));
        return Answers.done();
    }
}
