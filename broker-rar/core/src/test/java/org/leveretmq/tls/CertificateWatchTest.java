package org.leveretmq.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.concurrent.ManualTimer;

class CertificateWatchTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Test authority");

    @TempDir
    private Path directory;

    private final ManualTimer timer = new ManualTimer();
    private TestAuthority.Issued first;
    private Path certificate;
    private Path key;
    private TlsContext context;

    @BeforeEach
    void read_first_certificate() {
        first = AUTHORITY.issue("first");
        certificate = first.writeCertificate(directory.resolve("cert.pem"));
        key = first.writeKey(directory.resolve("key.pem"));
        context = new TlsContext(TlsSettings.ofPem(certificate, key));
    }

    @Test
    void files_that_have_changed_are_read() {
        try (CertificateWatch watch = new CertificateWatch(context, timer, Runnable::run)) {
            TestAuthority.Issued second = AUTHORITY.issue("second with a longer name");
            second.writeCertificate(certificate);
            second.writeKey(key);

            timer.elapse();

            assertThat(context.certificate()).isEqualTo(second.certificate());
        }
    }

    @Test
    void half_of_a_change_keeps_the_old_certificate_until_the_rest_is_there() throws Exception {
        try (CertificateWatch watch = new CertificateWatch(context, timer, Runnable::run)) {
            TestAuthority.Issued second = AUTHORITY.issue("second with a longer name");
            second.writeCertificate(certificate);
            timer.elapse();
            assertThat(context.certificate()).isEqualTo(first.certificate());

            Files.delete(key);
            timer.elapse();
            second.writeKey(key);
            timer.elapse();

            assertThat(context.certificate()).isEqualTo(second.certificate());
        }
    }

    @Test
    void looks_no_more_when_closed() {
        new CertificateWatch(context, timer, Runnable::run).close();

        assertThat(timer.waiting()).isZero();
    }
}
