package org.leveretmq.api.management;

/** A part of the broker that has a history. */
public sealed interface Subject {
    /** The broker as a whole. */
    record OfBroker() implements Subject {}

    /** A virtual host. */
    record OfVirtualHost(String name) implements Subject {}

    /** A queue. */
    record OfQueue(String virtualHost, String name) implements Subject {}

    /** An exchange. */
    record OfExchange(String virtualHost, String name) implements Subject {}

    /** A connection. */
    record OfConnection(String name) implements Subject {}

    /** A channel, by the name of its connection and its number. */
    record OfChannel(String connectionName, int number) implements Subject {}
}
