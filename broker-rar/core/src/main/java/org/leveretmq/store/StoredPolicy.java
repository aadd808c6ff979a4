package org.leveretmq.store;

import java.util.List;
import org.leveretmq.types.FieldTable;

/**
 * A policy: settings for all queues or exchanges of a virtual host whose name matches.
 *
 * @param operator whether it is an operator policy, which limits what clients and other policies say
 * @param pattern a regular expression over names
 * @param applyTo {@code queues}, {@code exchanges} or {@code all}
 * @param priority the highest of all that match is in force
 * @param definition the settings
 */
public record StoredPolicy(
        String virtualHost,
        String name,
        boolean operator,
        String pattern,
        String applyTo,
        int priority,
        FieldTable definition)
        implements StoredDefinition {
    /** The key of the policy, or operator policy, with this name. */
    public static Key key(String virtualHost, String name, boolean operator) {
        return new Key(StoredPolicy.class, List.of(virtualHost, name, Boolean.toString(operator)));
    }

    @Override
    public Key key() {
        return key(virtualHost, name, operator);
    }
}
