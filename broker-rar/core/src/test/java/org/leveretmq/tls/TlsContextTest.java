package org.leveretmq.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsContextTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Test authority");
    private static final TestAuthority.Issued RSA = AUTHORITY.issue(new X500Name("CN=rsa"), "RSA");
    private static final TestAuthority.Issued EC = AUTHORITY.issue("ec");

    @TempDir
    private Path directory;

    private Path certificate;
    private Path key;

    @BeforeEach
    void write_files() {
        certificate = EC.writeCertificate(directory.resolve("cert.pem"));
        key = directory.resolve("key.pem");
    }

    @Test
    void reads_a_pkcs8_key() throws Exception {
        writePkcs8(EC.keys().getPrivate(), (OutputEncryptor) null);

        assertThat(new TlsContext(TlsSettings.ofPem(certificate, key)).certificate())
                .isEqualTo(EC.certificate());
    }

    @Test
    void reads_an_encrypted_pkcs8_key() throws Exception {
        writePkcs8(EC.keys().getPrivate(), "leveret");

        TlsContext context = new TlsContext(TlsSettings.of(new TlsIdentity.Pem(certificate, key, "leveret")));

        assertThat(context.certificate()).isEqualTo(EC.certificate());
    }

    @Test
    void reads_an_rsa_key_in_pkcs1() throws Exception {
        RSA.writeKey(key);
        assertThat(key).content().contains("BEGIN RSA PRIVATE KEY");

        TlsContext context = new TlsContext(TlsSettings.ofPem(RSA.writeCertificate(certificate), key));

        assertThat(context.certificate()).isEqualTo(RSA.certificate());
    }

    @Test
    void reads_an_ec_key_in_sec1() {
        EC.writeKey(key);
        assertThat(key).content().contains("BEGIN EC PRIVATE KEY");

        assertThat(new TlsContext(TlsSettings.ofPem(certificate, key)).certificate())
                .isEqualTo(EC.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSASSA-PSS", "Ed25519"})
    void reads_keys_of_newer_kinds(String algorithm) throws Exception {
        TestAuthority.Issued issued = AUTHORITY.issue(new X500Name("CN=newer"), algorithm);
        writePkcs8(issued.keys().getPrivate(), (OutputEncryptor) null);

        TlsContext context = new TlsContext(TlsSettings.ofPem(issued.writeCertificate(certificate), key));

        assertThat(context.certificate()).isEqualTo(issued.certificate());
    }

    @Test
    void says_that_a_key_is_encrypted_in_a_way_that_java_does_not_know() throws Exception {
        writePkcs8(
                EC.keys().getPrivate(),
                new JcePKCSPBEOutputEncryptorBuilder(
                                new ScryptConfig.Builder(1024, 8, 1).build(), NISTObjectIdentifiers.id_aes256_CBC)
                        .setProvider(new BouncyCastleProvider())
                        .build("leveret".toCharArray()));

        refused(
                TlsSettings.of(new TlsIdentity.Pem(certificate, key, "leveret")),
                "encrypted in a way that this Java does not know",
                key);
    }

    @Test
    void reads_key_and_certificate_from_one_file() throws Exception {
        EC.writeKey(key);
        Files.write(certificate, Files.readAllBytes(key), StandardOpenOption.APPEND);

        assertThat(new TlsContext(TlsSettings.ofPem(certificate, certificate)).certificate())
                .isEqualTo(EC.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void reads_a_keystore(String type) {
        Path store = EC.writeKeyStore(directory.resolve("keystore"), type, "leveret");

        assertThat(new TlsContext(TlsSettings.ofKeyStore(store, "leveret")).certificate())
                .isEqualTo(EC.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void says_that_the_password_of_a_keystore_is_wrong(String type) {
        Path store = EC.writeKeyStore(directory.resolve("keystore"), type, "leveret");

        refused(TlsSettings.ofKeyStore(store, "hare"), "tlsKeyStorePassword", store);
    }

    @Test
    void says_that_the_password_of_a_key_is_wrong() throws Exception {
        writePkcs8(EC.keys().getPrivate(), "leveret");

        refused(TlsSettings.of(new TlsIdentity.Pem(certificate, key, "hare")), "tlsPrivateKeyPassword", key);
    }

    @Test
    void says_that_an_encrypted_key_needs_a_password() throws Exception {
        writePkcs8(EC.keys().getPrivate(), "leveret");

        refused(TlsSettings.ofPem(certificate, key), "tlsPrivateKeyPassword is empty", key);
    }

    @Test
    void says_that_a_file_does_not_exist() {
        refused(TlsSettings.ofPem(certificate, key), "Setting tlsPrivateKey", key);
        refused(TlsSettings.ofPem(directory.resolve("none"), key), "Setting tlsCertificate", Path.of("none"));
        refused(TlsSettings.ofKeyStore(key, ""), "Setting tlsKeyStore", key);
    }

    @Test
    void says_that_a_file_is_something_else() throws Exception {
        Files.writeString(key, "hare");

        refused(TlsSettings.ofPem(certificate, key), "has no private key", key);
        refused(TlsSettings.ofPem(key, key), "has no certificate", key);
        refused(TlsSettings.ofKeyStore(key, "hare"), "neither PEM nor a keystore", key);
        refused(TlsSettings.ofPem(directory, key), "is a directory", directory);
    }

    @Test
    void says_that_key_and_certificate_do_not_belong_together() {
        AUTHORITY.issue("other").writeKey(key);

        refused(TlsSettings.ofPem(certificate, key), "does not belong to the certificate", key);
    }

    @Test
    void says_which_protocol_or_cipher_it_does_not_know() {
        EC.writeKey(key);
        TlsSettings settings = TlsSettings.ofPem(certificate, key);

        assertThatExceptionOfType(TlsConfigurationException.class)
                .isThrownBy(() -> new TlsContext(settings.withProtocols(List.of("TLSv1.3", "TLSv9"))))
                .withMessageContainingAll("tlsProtocols", "'TLSv9'", "TLSv1.2");
        assertThatExceptionOfType(TlsConfigurationException.class)
                .isThrownBy(() -> new TlsContext(settings.withCiphers(List.of("ROT13"))))
                .withMessageContainingAll("tlsCiphers", "'ROT13'");
    }

    @Test
    void clients_are_not_asked_for_certificates_that_nobody_could_trust() {
        TlsSettings settings = TlsSettings.ofPem(certificate, key);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsSettings(
                        5671,
                        settings.identity(),
                        null,
                        ClientAuthentication.REQUIRED,
                        TlsSettings.DEFAULT_PROTOCOLS,
                        List.of()))
                .withMessageContainingAll("tlsClientAuthentication", "required", "tlsTrustStore");
    }

    @Test
    void passwords_are_in_no_text() {
        TlsSettings settings = TlsSettings.of(new TlsIdentity.Pem(certificate, key, "leveret"))
                .withClientAuthentication(ClientAuthentication.REQUIRED, certificate, "hares");

        assertThat(settings.toString() + TlsSettings.ofKeyStore(key, "leveret"))
                .doesNotContain("leveret")
                .doesNotContain("hares");
    }

    @Test
    void a_reload_that_fails_keeps_what_was_read() throws Exception {
        EC.writeKey(key);
        TlsContext context = new TlsContext(TlsSettings.ofPem(certificate, key));
        Files.writeString(key, "hare");

        assertThatExceptionOfType(TlsConfigurationException.class).isThrownBy(context::reload);

        assertThat(context.certificate()).isEqualTo(EC.certificate());
    }

    private static void refused(TlsSettings settings, String text, Path file) {
        assertThatExceptionOfType(TlsConfigurationException.class)
                .isThrownBy(() -> new TlsContext(settings))
                .withMessageContainingAll(text, file.toString())
                .withMessageStartingWith("Setting tls");
    }

    private void writePkcs8(PrivateKey privateKey, String password) throws Exception {
        OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setPRF(PKCS8Generator.PRF_HMACSHA256)
                .setProvider(new BouncyCastleProvider())
                .setPassword(password.toCharArray())
                .build();
        writePkcs8(privateKey, encryptor);
    }

    private void writePkcs8(PrivateKey privateKey, OutputEncryptor encryptor) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS8Generator(privateKey, encryptor));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Files.writeString(key, text.toString());
    }
}
