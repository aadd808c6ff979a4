package org.leveretmq.security;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A user who has proved who they are. What they may do is looked up whenever it is asked for, so that changes of permissions are in force at
 * once. Any thread.
 */
public final class AuthenticatedUser {
    private final String name;
    private final Supplier<@Nullable User> current;

    /**
     * Somebody who may do what the supplier says at the moment.
     *
     * @param current asked often, by any thread; must not block, gives the same object as long as nothing has changed, null if the user is gone
     */
    public AuthenticatedUser(String name, Supplier<@Nullable User> current) {
        this.name = name;
        this.current = current;
    }

    /** What the backend that has authenticated the user has said, null if it was the broker itself. */
    @Nullable
    BackendUser ofBackend() {
        return current instanceof BackendUser ofBackend ? ofBackend : null;
    }

    /** The user's name. */
    public String name() {
        return name;
    }

    /** What the user may do in management. */
    public Set<String> tags() {
        User user = current.get();
        return user == null ? Set.of() : user.tags();
    }

    /** How much the user may have open. */
    public UserLimits limits() {
        User user = current.get();
        return user == null ? UserLimits.NONE : user.limits();
    }

    /** What the user may do in this virtual host; a new object for each connection. */
    public AccessControl access(String virtualHost) {
        return new CurrentAccess(current, name, virtualHost);
    }
}
