package org.leveretmq.admin.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Ends a request with an answer. */
final class ApiException extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    ApiException(Response answer) {
        super(answer);
    }

    private ApiException(String reason, Response answer) {
        super(reason, answer);
    }

    /** 400; the message of the exception is the reason. */
    static ApiException badRequest(String reason) {
        return new ApiException(reason, Answers.badRequest(reason));
    }

    static ApiException notFound() {
        return new ApiException(Answers.notFound());
    }
}
