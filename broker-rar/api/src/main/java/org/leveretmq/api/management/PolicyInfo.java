package org.leveretmq.api.management;

import java.util.Map;

/**
 * A policy: settings for all queues or exchanges of a virtual host whose name matches.
 *
 * @param virtualHost the virtual host
 * @param name unique among the policies, or the operator policies, of the virtual host
 * @param pattern a regular expression, found anywhere in the name unless it is anchored
 * @param applyTo {@code queues}, {@code exchanges} or {@code all}
 * @param priority of all that match, the highest is in force
 * @param definition the settings by name: {@code message-ttl}, {@code max-length}, {@code dead-letter-exchange} …
 */
public record PolicyInfo(
        String virtualHost,
        String name,
        String pattern,
        String applyTo,
        int priority,
        Map<String, Object> definition) {}
