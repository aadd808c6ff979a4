package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** What the API says of itself: a page for people and an OpenAPI document for programs. */
@Path("")
public class DocumentationResource {
    @GET
    public Response root(@Context HttpServletRequest request) {
        return index(request);
    }

    @GET
    @Path("index.html")
    public Response index(@Context HttpServletRequest request) {
        Call unused = new Call(request);
        return file("index.html", MediaType.TEXT_HTML_TYPE.withCharset("utf-8"));
    }

    @GET
    @Path("openapi.json")
    public Response openApi(@Context HttpServletRequest request) {
        Call unused = new Call(request);
        return file("openapi.json", MediaType.APPLICATION_JSON_TYPE);
    }

    private static Response file(String name, MediaType type) {
        InputStream content = DocumentationResource.class.getResourceAsStream(name);
        return content == null ? Answers.notFound() : Response.ok(content, type).build();
    }
}
