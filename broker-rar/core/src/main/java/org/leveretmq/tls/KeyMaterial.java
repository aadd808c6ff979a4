package org.leveretmq.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * The broker's private key and certificate chain, read and found to belong together.
 *
 * @param privateKey the key
 * @param chain the certificate of the key, then the intermediate ones
 */
record KeyMaterial(PrivateKey privateKey, List<X509Certificate> chain) {
    private static final String PSS = "RSASSA-PSS";
    private static final String CERTIFICATE = "tlsCertificate";
    private static final String PRIVATE_KEY = "tlsPrivateKey";
    private static final String PRIVATE_KEY_PASSWORD = "tlsPrivateKeyPassword";
    private static final String KEY_STORE = "tlsKeyStore";
    private static final String KEY_STORE_PASSWORD = "tlsKeyStorePassword";

    /** Reads the files. @throws TlsConfigurationException if they cannot be used */
    static KeyMaterial read(TlsIdentity identity) {
        if (identity instanceof TlsIdentity.Pem pem) {
            return fromPem(pem);
        }
        return fromKeyStore((TlsIdentity.KeyStoreFile) identity);
    }

    private static KeyMaterial fromPem(TlsIdentity.Pem pem) {
        List<X509Certificate> chain = new PemFile(new SettingFile(CERTIFICATE, pem.certificate())).certificates();
        SettingFile keyFile = new SettingFile(PRIVATE_KEY, pem.privateKey());
        PemObject object = new PemFile(keyFile).privateKey();
        PrivateKey key = new PrivateKeys(keyFile, PRIVATE_KEY_PASSWORD, pem.password()).read(object);
        return new KeyMaterial(key, chain).requireMatch(keyFile);
    }

    private static KeyMaterial fromKeyStore(TlsIdentity.KeyStoreFile source) {
        SettingFile file = new SettingFile(KEY_STORE, source.file());
        KeyStore store = KeyStores.open(file, file.read(), KEY_STORE_PASSWORD, source.password());
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)
                        && store.getKey(alias, source.password().toCharArray()) instanceof PrivateKey key) {
                    return new KeyMaterial(key, chain(store.getCertificateChain(alias))).requireMatch(file);
                }
            }
        } catch (UnrecoverableKeyException e) {
            throw file.unusable(
                    "has a private key that the password in setting " + KEY_STORE_PASSWORD + " does not open", e);
        } catch (GeneralSecurityException e) {
            throw file.unusable("cannot be used: " + e.getMessage(), e);
        }
        throw file.unusable("has no private key", null);
    }

    private static List<X509Certificate> chain(Certificate[] certificates) {
        return List.of(certificates).stream().map(X509Certificate.class::cast).toList();
    }

    /** Otherwise every handshake would fail, and nobody would know why: the JDK does not look. */
    private KeyMaterial requireMatch(SettingFile keyFile) {
        if (!matches()) {
            throw keyFile.unusable("has a private key that does not belong to the certificate", null);
        }
        return this;
    }

    private boolean matches() {
        byte[] sample = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm());
            if (signature.getAlgorithm().equals(PSS)) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(privateKey);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(chain.get(0).getPublicKey());
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private String signatureAlgorithm() {
        return switch (privateKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> privateKey.getAlgorithm();
        };
    }

    /** What an SSL context is made with. */
    KeyManager[] keyManagers() throws GeneralSecurityException {
        char[] noPassword = {};
        KeyStore store = emptyStore();
        store.setKeyEntry("broker", privateKey, noPassword, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, noPassword);
        return factory.getKeyManagers();
    }

    static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty keystore cannot be made", e);
        }
        return store;
    }
}
