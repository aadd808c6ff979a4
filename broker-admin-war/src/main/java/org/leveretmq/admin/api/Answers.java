package org.leveretmq.admin.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.admin.json.JsonOutput;

/** Answers as clients of RabbitMQ expect them. */
final class Answers {

    private Answers() {}

    /** 200 with a value as JSON. */
    static Response ok(@Nullable Object value) {
        return json(Response.Status.OK.getStatusCode(), value);
    }

    static Response json(int status, @Nullable Object value) {
        StreamingOutput body = out -> JsonOutput.write(value, out);
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(body)
                .build();
    }

    /** 201 if it is new, else 204. */
    static Response put(boolean isNew) {
        return isNew ? Response.status(Response.Status.CREATED).build() : done();
    }

    /** 204. */
    static Response done() {
        return Response.noContent().build();
    }

    /** 204, or 404 if there was nothing to delete. */
    static Response deleted(boolean known) {
        return known ? done() : notFound();
    }

    static Response notFound() {
        return error(Response.Status.NOT_FOUND.getStatusCode(), "Object Not Found", "Not Found");
    }

    static Response notFound(String reason) {
        return error(Response.Status.NOT_FOUND.getStatusCode(), "not_found", reason);
    }

    static Response badRequest(String reason) {
        return error(Response.Status.BAD_REQUEST.getStatusCode(), "bad_request", reason);
    }

    static Response notAuthorized(String reason) {
        return error(Response.Status.UNAUTHORIZED.getStatusCode(), "not_authorized", reason);
    }

    static Response error(int status, String error, String reason) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("reason", reason);
        return json(status, body);
    }
}
