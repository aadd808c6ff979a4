package org.leveretmq.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.leveretmq.tls.TestAuthority;

class CertificateNameTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Test authority");

    private static X509Certificate certificate(String subject, GeneralName... alternativeNames) {
        return AUTHORITY.issue(new X500Name(subject), "EC", alternativeNames).certificate();
    }

    @Test
    void the_common_name_is_unescaped() {
        X509Certificate certificate = certificate("O=Field,CN=Hare\\, March");

        assertThat(CertificateName.COMMON_NAME.of(certificate)).isEqualTo("Hare, March");
    }

    @Test
    void an_attribute_that_only_looks_like_a_common_name_is_none() {
        assertThat(CertificateName.COMMON_NAME.of(certificate("O=x\\,CN\\=admin")))
                .isNull();
    }

    @Test
    void several_common_names_are_none() {
        assertThat(CertificateName.COMMON_NAME.of(certificate("CN=hare,CN=admin")))
                .isNull();
        assertThat(CertificateName.COMMON_NAME.of(certificate("CN=hare+CN=admin")))
                .isNull();
    }

    @Test
    void the_distinguished_name_is_that_of_rfc_2253() {
        assertThat(CertificateName.DISTINGUISHED_NAME.of(certificate("C=AT,O=Field,CN=hare")))
                .isEqualTo("CN=hare,O=Field,C=AT");
    }

    @Test
    void alternative_names_are_told_apart_by_their_type() {
        X509Certificate certificate = certificate(
                "CN=hare",
                new GeneralName(GeneralName.iPAddress, "10.0.0.1"),
                new GeneralName(GeneralName.uniformResourceIdentifier, "spiffe://field/hare"),
                new GeneralName(GeneralName.dNSName, "hare.example"),
                new GeneralName(GeneralName.dNSName, "other.example"),
                new GeneralName(GeneralName.rfc822Name, "hare@field.example"));

        assertThat(CertificateName.SAN_DNS.of(certificate)).isEqualTo("hare.example");
        assertThat(CertificateName.SAN_EMAIL.of(certificate)).isEqualTo("hare@field.example");
        assertThat(CertificateName.SAN_URI.of(certificate)).isEqualTo("spiffe://field/hare");
    }

    @Test
    void a_certificate_without_alternative_names_has_none_of_them() {
        assertThat(CertificateName.SAN_DNS.of(certificate("CN=hare"))).isNull();
    }
}
