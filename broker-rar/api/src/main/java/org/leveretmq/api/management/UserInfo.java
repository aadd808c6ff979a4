package org.leveretmq.api.management;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param name the name, unique in the broker
 * @param tags what the user may do in management: {@code administrator}, {@code monitoring}, {@code policymaker}, {@code management}
 * @param passwordHash the text form of the hashed password, empty for a user who cannot log in with one
 * @param maxConnections the most open connections, null for no limit
 * @param maxChannels the most open channels of all connections together, null for no limit
 */
public record UserInfo(
        String name,
        Set<String> tags,
        String passwordHash,
        @Nullable Long maxConnections,
        @Nullable Long maxChannels) {
    /** Without the hash, which is for exports only. */
    @Override
    public String toString() {
        return "UserInfo[" + name + ", " + tags + "]";
    }
}
