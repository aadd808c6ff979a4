package org.leveretmq.security;

import org.jspecify.annotations.Nullable;

/** The users of a broker. Any thread; must not block for long. */
public interface UserStore {
    /** The user of this name, or null. */
    @Nullable
    User find(String name);
}
