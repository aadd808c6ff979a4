package org.leveretmq.api.management;

/**
 * A socket that accepts connections.
 *
 * @param protocol {@code amqp} or {@code amqp/ssl}
 * @param address the local address it is bound to
 * @param port the local port, never 0
 */
public record ListenerInfo(String protocol, String address, int port) {}
