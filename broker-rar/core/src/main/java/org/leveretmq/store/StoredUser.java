package org.leveretmq.store;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param passwordHash the text form of the hashed password, empty for a user who cannot log in with one
 * @param tags what the user may do in management
 * @param maxConnections the most open connections, null for no limit
 * @param maxChannels the most open channels of all connections, null for no limit
 */
public record StoredUser(
        String name,
        String passwordHash,
        Set<String> tags,
        @Nullable Long maxConnections,
        @Nullable Long maxChannels) implements StoredDefinition {
    /** Copies the set. */
    public StoredUser {
        tags = Set.copyOf(tags);
    }

    /** The key of the user with this name. */
    public static Key key(String name) {
        return new Key(StoredUser.class, List.of(name));
    }

    @Override
    public Key key() {
        return key(name);
    }

    @Override
    public String toString() {
        return "StoredUser[" + name + "]";
    }
}
