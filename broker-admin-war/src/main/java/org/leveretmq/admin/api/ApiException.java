package org.leveretmq.admin.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Ends a request with an answer. */
final class ApiException extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    ApiException(Response answer) {
        super(answer);
    }

    static ApiException badRequest(String reason) {
        return new ApiException(Answers.badRequest(reason));
    }

    static ApiException notFound() {
        return new ApiException(Answers.notFound());
    }
}
