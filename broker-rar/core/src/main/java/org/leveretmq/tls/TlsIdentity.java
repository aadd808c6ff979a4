package org.leveretmq.tls;

import java.nio.file.Path;
import java.util.List;

/** Where the broker's certificate and private key are. */
public sealed interface TlsIdentity {
    /** The files. */
    List<Path> files();

    /**
     * PEM files.
     *
     * @param certificate the certificate, followed by the intermediate ones that clients need to verify it
     * @param privateKey PKCS#8, encrypted or not, or PKCS#1 or SEC1 not encrypted; may be the same file
     * @param password of an encrypted key, else empty
     */
    record Pem(Path certificate, Path privateKey, String password) implements TlsIdentity {
        @Override
        public List<Path> files() {
            return List.of(certificate, privateKey);
        }

        @Override
        public String toString() {
            return "Pem[" + certificate + ", " + privateKey + "]";
        }
    }

    /**
     * A keystore of the type PKCS#12 or JKS with one private key.
     *
     * @param file the keystore
     * @param password of the keystore and of the key
     */
    record KeyStoreFile(Path file, String password) implements TlsIdentity {
        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public String toString() {
            return "KeyStoreFile[" + file + "]";
        }
    }
}
