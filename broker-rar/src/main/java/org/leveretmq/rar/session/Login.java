package org.leveretmq.rar.session;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which broker, where in it and as whom.
 *
 * @param brokerName null for the only one that runs in this server
 * @param virtualHost the virtual host
 * @param user null for every permission
 * @param password the user's password, null without a user
 */
public record Login(
        @Nullable String brokerName,
        String virtualHost,
        @Nullable String user,
        @Nullable String password) implements Serializable {
    /** The virtual host that there is in every broker at first. */
    public static final String DEFAULT_VIRTUAL_HOST = "/";

    /** From properties of the server, where an empty text counts as none. */
    public static Login of(
            @Nullable String brokerName,
            @Nullable String virtualHost,
            @Nullable String user,
            @Nullable String password) {
        String host = given(virtualHost);
        return new Login(given(brokerName), host == null ? DEFAULT_VIRTUAL_HOST : host, given(user), given(password));
    }

    /** The same place as somebody else. */
    public Login as(@Nullable String otherUser, @Nullable String otherPassword) {
        return new Login(brokerName, virtualHost, given(otherUser), given(otherPassword));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Login[" + brokerName + ", " + virtualHost + ", " + user + "]";
    }
}
