package org.leveretmq.security;

import java.util.Set;

/** A user who has proved who they are. Immutable; any thread. */
public final class AuthenticatedUser {
    private final User user;

    AuthenticatedUser(User user) {
        this.user = user;
    }

    /** The user's name. */
    public String name() {
        return user.name();
    }

    /** What the user may do in management. */
    public Set<String> tags() {
        return user.tags();
    }

    /** What the user may do in this virtual host; a new object for each connection. */
    public AccessControl access(String virtualHost) {
        VirtualHostPermissions permissions = user.permissions().get(virtualHost);
        return permissions == null ? AccessControl.NONE : new PatternAccess(permissions);
    }
}
