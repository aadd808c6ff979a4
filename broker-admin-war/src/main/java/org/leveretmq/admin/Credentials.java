package org.leveretmq.admin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user name and password as a browser sends them (HTTP Basic, RFC 7617, in UTF-8).
 *
 * @param user the user name, without a colon
 * @param password the password, which never appears in {@link #toString}
 */
public record Credentials(String user, String password) {
    private static final String SCHEME = "Basic ";

    /** Reads an {@code Authorization} header; empty if there is none, or none of this scheme, or it is malformed. */
    public static Optional<Credentials> parse(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] decoded;
        try {
            decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String pair = new String(decoded, StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }
}
