package org.leveretmq.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate authority for a test: issues certificates and makes clients that trust it. */
public final class TestAuthority {
    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    /** With a key of its own. */
    public TestAuthority(String commonName) {
        name = new X500Name("CN=" + commonName);
        keys = newKeys("EC");
        certificate = sign(name, name, keys, keys, true, new GeneralName[0]);
    }

    /** A certificate and its private key. */
    public record Issued(KeyPair keys, X509Certificate certificate) {
        /** Writes the certificate in PEM. */
        public Path writeCertificate(Path file) {
            return writePem(file, certificate);
        }

        /** Writes the private key as OpenSSL does traditionally: PKCS#1 or SEC1. */
        public Path writeKey(Path file) {
            if (!keys.getPrivate().getAlgorithm().equals("EC")) {
                return writePem(file, keys.getPrivate());
            }
            PrivateKeyInfo pkcs8 = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
            try {
                ECPrivateKey key = ECPrivateKey.getInstance(pkcs8.parsePrivateKey());
                ECPrivateKey withCurve = new ECPrivateKey(
                        256, key.getKey(), pkcs8.getPrivateKeyAlgorithm().getParameters());
                return writePem(file, new PemObject("EC PRIVATE KEY", withCurve.getEncoded()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Makes a keystore of this type with the key and the certificate. */
        public Path writeKeyStore(Path file, String type, String password) {
            try {
                KeyStore store = KeyStore.getInstance(type);
                store.load(null, null);
                store.setKeyEntry("key", keys.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
                try (var out = Files.newOutputStream(file)) {
                    store.store(out, password.toCharArray());
                }
                return file;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A certificate for the distinguished name {@code CN=…} with an EC key. */
    public Issued issue(String commonName, GeneralName... alternativeNames) {
        return issue(new X500Name("CN=" + commonName), "EC", alternativeNames);
    }

    /** A certificate for this distinguished name. */
    public Issued issue(X500Name subject, String keyAlgorithm, GeneralName... alternativeNames) {
        KeyPair own = newKeys(keyAlgorithm);
        return new Issued(own, sign(name, subject, keys, own, false, alternativeNames));
    }

    /** Writes the authority's certificate in PEM. */
    public Path writeCertificate(Path file) {
        return writePem(file, certificate);
    }

    /** The authority's certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** What a client connects with that trusts this authority and shows no certificate. */
    public SSLContext client() {
        return context(null);
    }

    /** What a client connects with that trusts this authority and shows this certificate, whoever has issued it. */
    public SSLContext client(Issued own) {
        return context(own);
    }

    private SSLContext context(Issued own) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] identity = own == null ? new KeyManager[0] : new KeyManager[] {new Insistent(own)};
            context.init(identity, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows its certificate to whoever asks; that of the JDK keeps it back from servers that would not trust it. */
    private static final class Insistent extends X509ExtendedKeyManager {
        private final Issued own;

        Insistent(Issued own) {
            this.own = own;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {"own"};
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return "own";
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {own.certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return own.keys().getPrivate();
        }
    }

    private static KeyPair newKeys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("JavaUtilDate") // what the builder takes
    private static X509Certificate sign(
            X500Name issuer,
            X500Name subject,
            KeyPair issuerKeys,
            KeyPair subjectKeys,
            boolean authority,
            GeneralName[] alternativeNames) {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(now.minus(Duration.ofMinutes(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                subject,
                subjectKeys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (alternativeNames.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternativeNames));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path writePem(Path file, Object content) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
            writer.flush();
            return Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
