package org.leveretmq.channel;

import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.types.Milliseconds;

/** Checks the properties of a published message that mean something to the broker. */
public final class PublishedProperties {
    private PublishedProperties() {}

    /** Checks what this user wants to publish. @throws ChannelException 406 naming the property that is wrong */
    public static void validate(MessageProperties properties, String user) throws ChannelException {
        int deliveryMode = properties.deliveryMode();
        if (deliveryMode != -1 && deliveryMode != 1 && deliveryMode != 2) {
            throw ChannelException.preconditionFailed(
                    "invalid delivery-mode " + deliveryMode + ": 1 (transient) or 2 (persistent) is expected");
        }
        requireExpiration(properties.expiration());
        String userId = properties.userId();
        if (userId != null && !userId.equals(user)) {
            throw ChannelException.preconditionFailed(
                    "user_id property set to '" + userId + "' but authenticated user was '" + user + "'");
        }
    }

    private static void requireExpiration(@Nullable String expiration) throws ChannelException {
        if (expiration == null) {
            return;
        }
        boolean digits = !expiration.isEmpty() && expiration.length() <= 15;
        for (int i = 0; digits && i < expiration.length(); i++) {
            digits = expiration.charAt(i) >= '0' && expiration.charAt(i) <= '9';
        }
        if (!digits || Long.parseLong(expiration) > Milliseconds.MAX) {
            throw ChannelException.preconditionFailed("invalid expiration '" + expiration
                    + "': a decimal number of milliseconds from 0 to " + Milliseconds.MAX + " is expected");
        }
    }
}
