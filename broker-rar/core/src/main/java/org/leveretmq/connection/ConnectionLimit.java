package org.leveretmq.connection;

/** A limit on open connections. */
enum ConnectionLimit {
    /** That of the virtual host. */
    VIRTUAL_HOST,
    /** That of the user. */
    USER
}
