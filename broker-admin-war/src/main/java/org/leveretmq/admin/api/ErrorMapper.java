package org.leveretmq.admin.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.NoSuchElementException;
import org.leveretmq.admin.json.BadListQueryException;
import org.leveretmq.api.management.OperationRefusedException;
import org.leveretmq.api.management.WrongStateException;

/** Turns what went wrong into the answers that clients of RabbitMQ know. */
public final class ErrorMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOGGER = System.getLogger(ErrorMapper.class.getName());
    private static final int NOT_PERMITTED = 403;
    private static final int MISSING = 404;
    private static final int FIRST_ERROR = 400;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException known) {
            return answer(known.getResponse());
        } else if (failure instanceof OperationRefusedException refused) {
            return answer(refused);
        } else if (failure instanceof BadListQueryException bad) {
            return Answers.error(
                    Response.Status.BAD_REQUEST.getStatusCode(), bad.error(), String.valueOf(bad.getMessage()));
        } else if (failure instanceof NoSuchElementException) {
            return Answers.notFound();
        } else if (failure instanceof IllegalArgumentException) {
            return Answers.badRequest(String.valueOf(failure.getMessage()));
        } else if (failure instanceof WrongStateException) {
            return Answers.error(
                    Response.Status.CONFLICT.getStatusCode(), "conflict", String.valueOf(failure.getMessage()));
        } else if (failure instanceof IllegalStateException) {
            LOGGER.log(Level.WARNING, "A management operation has failed: {0}", failure.getMessage());
            return Answers.error(
                    Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                    "service_unavailable",
                    String.valueOf(failure.getMessage()));
        } else if (failure instanceof UncheckedIOException) {
            return Answers.badRequest("The request could not be read");
        }
        LOGGER.log(Level.ERROR, "Unforeseen failure of a management request", failure);
        return Answers.error(
                Response.Status.INTERNAL_SERVER_ERROR.getStatusCode(),
                "internal_error",
                "Unforeseen failure; the server's log says more");
    }

    /** With a body in place of the server's own error page. */
    private static Response answer(Response response) {
        if (response.getStatus() < FIRST_ERROR || response.hasEntity()) {
            return response;
        }
        Response answer = response.getStatus() == MISSING
                ? Answers.notFound()
                : Answers.error(
                        response.getStatus(),
                        response.getStatusInfo().getReasonPhrase(),
                        response.getStatusInfo().getReasonPhrase());
        String allow = response.getHeaderString("Allow");
        return allow == null
                ? answer
                : Response.fromResponse(answer).header("Allow", allow).build();
    }

    private static Response answer(OperationRefusedException refused) {
        return switch (refused.replyCode()) {
            case NOT_PERMITTED -> Answers.notAuthorized(refused.detail());
            case MISSING -> Answers.notFound(refused.detail());
            default -> Answers.badRequest(refused.detail());
        };
    }
}
