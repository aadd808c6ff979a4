package org.leveretmq.api.management;

import org.jspecify.annotations.Nullable;

/**
 * A socket that accepts connections.
 *
 * @param protocol {@code amqp} or {@code amqp/ssl}
 * @param address the local address it is bound to
 * @param port the local port, never 0
 * @param certificate what it shows to clients now; null without TLS
 */
public record ListenerInfo(
        String protocol, String address, int port, @Nullable CertificateInfo certificate) {}
