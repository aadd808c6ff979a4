package org.leveretmq.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** The objects in a PEM file (RFC 7468); what is around them is ignored. */
final class PemFile {
    private static final Set<String> CERTIFICATE_TYPES = Set.of("CERTIFICATE", "X509 CERTIFICATE", "X.509 CERTIFICATE");

    private final SettingFile file;
    private final List<PemObject> objects = new ArrayList<>();

    PemFile(SettingFile file) {
        this(file, file.read());
    }

    PemFile(SettingFile file, byte[] content) {
        this.file = file;
        String text = new String(content, StandardCharsets.ISO_8859_1);
        try (PemReader reader = new PemReader(new StringReader(text))) {
            for (PemObject object = reader.readPemObject(); object != null; object = reader.readPemObject()) {
                objects.add(object);
            }
        } catch (IOException | RuntimeException e) {
            throw file.unusable("is not valid PEM", e);
        }
    }

    /** The certificates in their order, at least one. */
    List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemObject object : objects) {
            if (CERTIFICATE_TYPES.contains(object.getType())) {
                certificates.add(certificate(object));
            }
        }
        if (certificates.isEmpty()) {
            throw file.unusable("has no certificate in PEM", null);
        }
        return certificates;
    }

    private X509Certificate certificate(PemObject object) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(object.getContent()));
        } catch (CertificateException e) {
            throw file.unusable("has a malformed certificate", e);
        }
    }

    /** The first private key. */
    PemObject privateKey() {
        for (PemObject object : objects) {
            if (object.getType().endsWith("PRIVATE KEY")) {
                return object;
            }
        }
        throw file.unusable("has no private key in PEM", null);
    }
}
