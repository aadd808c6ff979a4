package org.leveretmq.api.management;

import java.util.List;

/**
 * Parameters, which the broker keeps and shows, and which mean something to whoever has put them there. Changes are stored when a method returns.
 * Any thread that may block.
 *
 * <p>Every method that changes something throws {@link IllegalArgumentException} saying what is wrong with a value,
 * {@link java.util.NoSuchElementException} if the virtual host does not exist, and {@link IllegalStateException} if the store fails.
 */
public interface ParameterAdministration {
    /** All parameters, the global ones first, ordered by component, virtual host and name. */
    List<ParameterInfo> parameters();

    /** Adds a parameter or replaces the one of the same component, virtual host and name. Returns whether it is new. */
    boolean putParameter(ParameterInfo parameter);

    /** Takes a parameter away; component and virtual host are empty for a global one. Returns false if there is none of this name. */
    boolean deleteParameter(String component, String virtualHost, String name);
}
