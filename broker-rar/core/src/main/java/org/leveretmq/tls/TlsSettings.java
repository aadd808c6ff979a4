package org.leveretmq.tls;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The TLS listener of a broker. Immutable; the methods {@code with…} return a changed copy. Text forms show no password.
 *
 * @param port the TCP port, 0 (any free one) to 65535
 * @param identity the broker's certificate and private key
 * @param trust whose client certificates are trusted; needed if clients are asked for one
 * @param clientAuthentication whether clients are asked for a certificate
 * @param protocols the versions that are spoken, for instance {@code TLSv1.3}; at least one
 * @param ciphers the cipher suites by their IANA names, the preferred one first; empty for those of the JDK
 */
public record TlsSettings(
        int port,
        TlsIdentity identity,
        @Nullable TlsTrust trust,
        ClientAuthentication clientAuthentication,
        List<String> protocols,
        List<String> ciphers) {
    /** The port that IANA has registered for AMQP over TLS. */
    public static final int DEFAULT_PORT = 5671;

    /** The versions that are spoken unless others are set. */
    public static final List<String> DEFAULT_PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Checks the values. @throws IllegalArgumentException naming the setting, the value and what is allowed */
    public TlsSettings {
        protocols = List.copyOf(protocols);
        ciphers = List.copyOf(ciphers);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "Setting tlsPort is '" + port + "', but a number from 0 to 65535 is expected");
        }
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException(
                    "Setting tlsProtocols is '', but one version or more, such as TLSv1.3, is expected");
        }
        if (clientAuthentication != ClientAuthentication.NONE && trust == null) {
            throw new IllegalArgumentException("Setting tlsClientAuthentication is '"
                    + clientAuthentication.name().toLowerCase(Locale.ROOT)
                    + "', but setting tlsTrustStore does not say which authorities are trusted");
        }
    }

    /** The default port and protocols with this identity; clients are not asked for a certificate. */
    public static TlsSettings of(TlsIdentity identity) {
        return new TlsSettings(DEFAULT_PORT, identity, null, ClientAuthentication.NONE, DEFAULT_PROTOCOLS, List.of());
    }

    /** PEM files with a private key that is not encrypted. */
    public static TlsSettings ofPem(Path certificate, Path privateKey) {
        return of(new TlsIdentity.Pem(certificate, privateKey, ""));
    }

    /** A keystore of the type PKCS#12 or JKS. */
    public static TlsSettings ofKeyStore(Path file, String password) {
        return of(new TlsIdentity.KeyStoreFile(file, password));
    }

    /** Listens on this port; 0 for any free one. */
    public TlsSettings withPort(int newPort) {
        return new TlsSettings(newPort, identity, trust, clientAuthentication, protocols, ciphers);
    }

    /** Asks clients for a certificate, or demands one, of an authority in this file: PEM, or a keystore with this password. */
    public TlsSettings withClientAuthentication(ClientAuthentication authentication, Path trustFile, String password) {
        return new TlsSettings(port, identity, new TlsTrust(trustFile, password), authentication, protocols, ciphers);
    }

    /** Speaks these versions only. */
    public TlsSettings withProtocols(List<String> versions) {
        return new TlsSettings(port, identity, trust, clientAuthentication, versions, ciphers);
    }

    /** Uses these cipher suites only. */
    public TlsSettings withCiphers(List<String> suites) {
        return new TlsSettings(port, identity, trust, clientAuthentication, protocols, suites);
    }

    /** Every file that TLS is set up from. */
    List<Path> files() {
        List<Path> files = new ArrayList<>(identity.files());
        if (trust != null) {
            files.add(trust.file());
        }
        return files;
    }
}
