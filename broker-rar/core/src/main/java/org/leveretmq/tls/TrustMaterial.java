package org.leveretmq.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The authorities whose client certificates are trusted.
 *
 * @param authorities their certificates, at least one
 */
record TrustMaterial(List<X509Certificate> authorities) {
    private static final String TRUST_STORE = "tlsTrustStore";
    private static final String TRUST_STORE_PASSWORD = "tlsTrustStorePassword";

    /** Reads the file. @throws TlsConfigurationException if it cannot be used */
    static TrustMaterial read(TlsTrust trust) {
        SettingFile file = new SettingFile(TRUST_STORE, trust.file());
        byte[] content = file.read();
        return new TrustMaterial(
                SettingFile.isPem(content)
                        ? new PemFile(file, content).certificates()
                        : fromKeyStore(file, content, trust.password()));
    }

    private static List<X509Certificate> fromKeyStore(SettingFile file, byte[] content, String password) {
        KeyStore store = KeyStores.open(file, content, TRUST_STORE_PASSWORD, password);
        List<X509Certificate> authorities = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    authorities.add(certificate);
                }
            }
        } catch (GeneralSecurityException e) {
            throw file.unusable("cannot be used: " + e.getMessage(), e);
        }
        if (authorities.isEmpty()) {
            throw file.unusable("has no certificate", null);
        }
        return authorities;
    }

    /** What an SSL context is made with. */
    TrustManager[] trustManagers() throws GeneralSecurityException {
        KeyStore store = KeyMaterial.emptyStore();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
