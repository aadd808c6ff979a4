package org.leveretmq.store;

import java.util.List;

/** What a user may do in a virtual host, as three regular expressions over the names of queues and exchanges. */
public record StoredPermission(String user, String virtualHost, String configure, String write, String read)
        implements StoredDefinition {
    /** The key of this user's permission in this virtual host. */
    public static Key key(String user, String virtualHost) {
        return new Key(StoredPermission.class, List.of(user, virtualHost));
    }

    @Override
    public Key key() {
        return key(user, virtualHost);
    }
}
