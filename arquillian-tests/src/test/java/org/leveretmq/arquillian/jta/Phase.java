package org.leveretmq.arquillian.jta;

/** Where in the commit of a transaction the server is killed. */
public enum Phase {
    /** Before any other resource was asked to prepare. */
    BEFORE_PREPARE,
    /** After the others are prepared, before anything is decided. */
    AFTER_PREPARE,
    /** After the decision to commit was logged, before any other resource has heard of it. */
    AFTER_DECISION
}
