package org.leveretmq.tls;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What the handshake of a connection has agreed on, and who the client is. Immutable.
 *
 * @param protocol for instance {@code TLSv1.3}
 * @param cipherSuite by its IANA name
 * @param certificate the client's verified certificate, null if it has shown none
 */
public record TlsPeer(
        String protocol, String cipherSuite, @Nullable X509Certificate certificate) {
    /** Of a finished handshake. */
    public static TlsPeer of(SSLSession session) {
        return new TlsPeer(session.getProtocol(), session.getCipherSuite(), certificate(session));
    }

    private static @Nullable X509Certificate certificate(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first ? first : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
