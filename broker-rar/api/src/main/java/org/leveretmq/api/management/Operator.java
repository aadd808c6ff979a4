package org.leveretmq.api.management;

import java.util.Set;

/** A user who has logged in to manage a broker. What the user may do is looked up whenever it is asked for. Any thread. */
public interface Operator {
    /** The user's name. */
    String name();

    /** The user's tags: {@code administrator}, {@code monitoring}, {@code policymaker}, {@code management} … */
    Set<String> tags();

    /** Whether the user has permissions in the virtual host. */
    boolean mayAccess(String virtualHost);

    /** The topology, with the user's permissions. */
    TopologyAdministration topology();

    /** The messages, with the user's permissions. */
    MessageAdministration messages();
}
