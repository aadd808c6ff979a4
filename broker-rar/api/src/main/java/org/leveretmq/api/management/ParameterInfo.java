package org.leveretmq.api.management;

/**
 * A setting that the broker keeps for others: a component in a virtual host, or everybody.
 *
 * @param component what it is for, empty for a global parameter
 * @param virtualHost the virtual host, empty for a global parameter
 * @param name unique in its component and virtual host
 * @param value a string, number, boolean, list or map of these
 */
public record ParameterInfo(String component, String virtualHost, String name, Object value) {
    /** A parameter for the whole broker. */
    public static ParameterInfo global(String name, Object value) {
        return new ParameterInfo("", "", name, value);
    }

    /** Whether it is for the whole broker. */
    public boolean isGlobal() {
        return component.isEmpty();
    }
}
