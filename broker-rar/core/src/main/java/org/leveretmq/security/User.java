package org.leveretmq.security;

import java.util.Map;
import java.util.Set;

/**
 * A user. Immutable.
 *
 * @param name the name, unique
 * @param passwordHash the hashed password
 * @param tags what the user may do in management: {@code administrator}, {@code monitoring}, {@code policymaker}, {@code management}
 * @param permissions what the user may do in each virtual host, by its name; no access where there is none
 */
public record User(
        String name, PasswordHash passwordHash, Set<String> tags, Map<String, VirtualHostPermissions> permissions) {
    /** Copies the collections. */
    public User {
        tags = Set.copyOf(tags);
        permissions = Map.copyOf(permissions);
    }

    @Override
    public String toString() {
        return "User[" + name + ", " + tags + "]";
    }
}
