package org.leveretmq.admin.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads bodies of requests, but not without end. */
public final class RequestBody {
    /** The request attribute that holds the most bytes a body may have, as an {@code Integer}. */
    static final String LIMIT = "org.leveretmq.admin.maxBodyBytes";

    private RequestBody() {}

    /** The whole body as text in UTF-8; empty if it is too long. */
    public static Optional<String> text(HttpServletRequest request) throws IOException {
        int limit = request.getAttribute(LIMIT) instanceof Integer given ? given : Integer.MAX_VALUE - 1;
        if (request.getContentLengthLong() > limit) {
            return Optional.empty();
        }
        byte[] bytes = request.getInputStream().readNBytes(limit == Integer.MAX_VALUE ? limit : limit + 1);
        return bytes.length > limit ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
}
