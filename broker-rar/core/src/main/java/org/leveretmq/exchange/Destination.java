package org.leveretmq.exchange;

/** Where a binding leads: a queue or an exchange. */
public interface Destination {
    /** Its name in the virtual host. */
    String name();
}
