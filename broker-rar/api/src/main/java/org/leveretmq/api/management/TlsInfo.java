package org.leveretmq.api.management;

import org.jspecify.annotations.Nullable;

/**
 * The TLS of a client connection.
 *
 * @param protocol for instance {@code TLSv1.3}
 * @param cipherSuite by its IANA name
 * @param peerCertificate what the client has shown of itself, and was verified; null if nothing
 */
public record TlsInfo(
        String protocol, String cipherSuite, @Nullable CertificateInfo peerCertificate) {}
