package org.leveretmq.store;

import java.util.List;
import org.leveretmq.types.FieldTable;

/**
 * A parameter that the broker keeps for others.
 *
 * @param component what it is for, empty for a global parameter
 * @param virtualHost the virtual host, empty for a global parameter
 * @param name unique in its component and virtual host
 * @param value a table with one entry, whose name does not matter
 */
public record StoredParameter(String component, String virtualHost, String name, FieldTable value)
        implements StoredDefinition {
    /** The key of the parameter with this name. */
    public static Key key(String component, String virtualHost, String name) {
        return new Key(StoredParameter.class, List.of(component, virtualHost, name));
    }

    @Override
    public Key key() {
        return key(component, virtualHost, name);
    }
}
