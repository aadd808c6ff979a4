package org.leveretmq.admin;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.leveretmq.admin.json.JsonOutput;

/** Says what went wrong by its HTTP status alone, in place of the server's own error page: as JSON under {@code /api}, as text elsewhere. */
public final class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer given ? given : HttpServletResponse.SC_NOT_FOUND;
        response.setStatus(code);
        if (String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .startsWith(request.getContextPath() + "/api/")) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("error", code == HttpServletResponse.SC_BAD_REQUEST ? "bad_request" : "http_" + code);
            body.put("reason", text(code));
            response.setContentType("application/json");
            JsonOutput.write(body, response.getOutputStream());
        } else {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write(text(code));
        }
    }

    private static String text(int status) {
        return switch (status) {
            case HttpServletResponse.SC_BAD_REQUEST -> "The request cannot be understood.";
            case HttpServletResponse.SC_NOT_FOUND -> "There is nothing here.";
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "This page can only be read.";
            default -> "The request failed with status " + status + "; the server's log may say more.";
        };
    }
}
