package org.leveretmq.api.management;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of a client connection.
 *
 * @param protocol for instance {@code TLSv1.3}
 * @param cipherSuite by its IANA name
 * @param peerCertificate what the client has shown of itself, null if nothing
 */
public record TlsInfo(
        String protocol, String cipherSuite, @Nullable PeerCertificate peerCertificate) {
    /**
     * A client's verified certificate.
     *
     * @param subject the distinguished name of the client (RFC 2253)
     * @param issuer the distinguished name of the authority (RFC 2253)
     * @param notBefore when it begins to be valid
     * @param notAfter when it ends to be valid
     */
    public record PeerCertificate(String subject, String issuer, Instant notBefore, Instant notAfter) {}
}
