package org.leveretmq.store;

import java.util.List;

/** With which routing keys a user may publish to and bind from a topic exchange, as two regular expressions. */
public record StoredTopicPermission(String user, String virtualHost, String exchange, String write, String read)
        implements StoredDefinition {
    /** The key of this user's permission for this exchange. */
    public static Key key(String user, String virtualHost, String exchange) {
        return new Key(StoredTopicPermission.class, List.of(user, virtualHost, exchange));
    }

    @Override
    public Key key() {
        return key(user, virtualHost, exchange);
    }
}
