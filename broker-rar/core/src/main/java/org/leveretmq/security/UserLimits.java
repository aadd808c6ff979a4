package org.leveretmq.security;

import org.jspecify.annotations.Nullable;

/**
 * How much a user may have open at a time. Immutable.
 *
 * @param maxConnections the most connections, 0 or more; null for no limit
 * @param maxChannels the most channels of all connections together, 0 or more; null for no limit
 */
public record UserLimits(
        @Nullable Long maxConnections, @Nullable Long maxChannels) {
    /** No limits. */
    public static final UserLimits NONE = new UserLimits(null, null);
}
