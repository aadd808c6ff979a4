package org.leveretmq.tls;

import java.nio.file.Path;

/**
 * The authorities whose client certificates are trusted.
 *
 * @param file certificates in PEM, or a keystore of the type PKCS#12 or JKS; what it is shows from its content
 * @param password of the keystore; empty for PEM
 */
public record TlsTrust(Path file, String password) {
    @Override
    public String toString() {
        return "TlsTrust[" + file + "]";
    }
}
