package org.leveretmq.security;

import java.net.InetAddress;
import java.util.Map;
import java.util.Set;

/**
 * Somebody besides the broker's own users who knows names and passwords, for instance the realm of an application server. Called on
 * threads that may block, several at a time.
 */
public interface AuthenticationBackend {
    /** What it is, for the log: {@code realm of the server}. */
    String description();

    /**
     * Checks a name and a password, which is never empty.
     *
     * @param peer where the user comes from
     */
    Answer authenticate(String name, String password, InetAddress peer);

    /** What became of it. */
    sealed interface Answer {
        /**
         * The password is right. In a virtual host for which the broker's own user of this name has permissions, those are in force.
         *
         * @param tags what the user may do in management
         * @param permissions what the user may do in each virtual host, by its name
         */
        record Known(Set<String> tags, Map<String, VirtualHostPermissions> permissions) implements Answer {
            /** Copies the collections. */
            public Known {
                tags = Set.copyOf(tags);
                permissions = Map.copyOf(permissions);
            }
        }

        /** Nobody of this name is known here: the next backend is asked. */
        record Unknown() implements Answer {}

        /** The password is wrong, or cannot be checked; no other backend is asked. The reason is for the log. */
        record Refused(String reason) implements Answer {}
    }
}
