package org.leveretmq.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** What the API says of itself, to everybody: a page for people and an OpenAPI document for programs. */
@Path("")
public class DocumentationResource {
    private static final String OPEN_API = "openapi.json";
    private static final String PAGE = "index.html";

    /** Where the page is, relative to what was asked for, so that it holds behind proxies; Jakarta REST would make an absolute one of it. */
    @GET
    public Response root(@Context HttpServletRequest request, @Context HttpServletResponse response) {
        response.setHeader("Location", request.getRequestURI().endsWith("/") ? PAGE : "api/" + PAGE);
        return Response.status(Response.Status.MOVED_PERMANENTLY).build();
    }

    @GET
    @Path(PAGE)
    public Response index() throws IOException {
        String page = DocumentationPage.of(DocumentationPage.file(OPEN_API), DocumentationPage.text(PAGE));
        return Response.ok(page, MediaType.TEXT_HTML_TYPE.withCharset("utf-8")).build();
    }

    @GET
    @Path(OPEN_API)
    public Response openApi() throws IOException {
        return Response.ok(DocumentationPage.file(OPEN_API), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
