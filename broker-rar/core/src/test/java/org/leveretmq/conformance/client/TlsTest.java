package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;
import org.leveretmq.BrokerBuilder;
import org.leveretmq.BrokerStartException;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ListenerInfo;
import org.leveretmq.tls.ClientAuthentication;
import org.leveretmq.tls.TestAuthority;
import org.leveretmq.tls.TlsSettings;

/** The TLS listener, seen by the Java client and by bare sockets. */
class TlsTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Test authority");
    private static final TestAuthority STRANGER = new TestAuthority("Unknown authority");

    @TempDir
    private Path directory;

    private Path certificate;
    private Path key;
    private Path authorities;
    private Broker broker;

    @BeforeEach
    void write_files() {
        certificate = directory.resolve("cert.pem");
        key = directory.resolve("key.pem");
        authorities = AUTHORITY.writeCertificate(directory.resolve("ca.pem"));
        replaceCertificate("first");
    }

    @AfterEach
    void close() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void the_java_client_sends_and_receives() throws Exception {
        start(settings());

        try (Connection connection = connect(AUTHORITY.client());
                Channel channel = connection.createChannel()) {
            String queue = channel.queueDeclare().getQueue();
            channel.basicPublish("", queue, null, new byte[300_000]);

            assertThat(get(channel, queue).getBody()).hasSize(300_000);
        }
    }

    @Test
    void plain_and_tls_clients_share_the_broker() throws Exception {
        start(settings());

        try (Connection plain = plainFactory().newConnection();
                Connection secure = connect(AUTHORITY.client())) {
            plain.createChannel().queueDeclare("shared", false, false, true, null);

            assertThat(secure.createChannel().queueDeclarePassive("shared").getQueue())
                    .isEqualTo("shared");
        }
    }

    @Test
    void management_shows_protocol_cipher_and_the_clients_certificate() throws Exception {
        start(settings().withClientAuthentication(ClientAuthentication.OPTIONAL, authorities, ""));

        try (Connection connection = connect(AUTHORITY.client(AUTHORITY.issue("hare")))) {
            assertThat(connection.isOpen()).isTrue();
            ConnectionInfo shown = broker.management().connections().get(0);

            assertThat(shown.tls().protocol()).isEqualTo("TLSv1.3");
            assertThat(shown.tls().cipherSuite()).startsWith("TLS_");
            assertThat(shown.tls().peerCertificate().subject()).isEqualTo("CN=hare");
            assertThat(shown.tls().peerCertificate().issuer()).isEqualTo("CN=Test authority");
        }
    }

    @Test
    void management_shows_both_listeners() {
        start(settings());

        assertThat(broker.management().listeners())
                .extracting(ListenerInfo::protocol, ListenerInfo::port)
                .containsExactly(tuple("amqp", broker.port()), tuple("amqp/ssl", broker.tlsPort()));
    }

    @Test
    void the_listener_without_tls_can_be_switched_off() throws Exception {
        broker = Broker.builder().port(-1).tls(settings()).build();
        broker.start();

        try (Connection connection = connect(AUTHORITY.client())) {
            assertThat(connection.isOpen()).isTrue();
        }
        assertThat(broker.management().listeners()).hasSize(1);
        assertThatThrownBy(() -> broker.port()).hasMessageContaining("without TLS");
    }

    @Test
    void a_broker_without_any_listener_is_refused() {
        assertThatThrownBy(() -> Broker.builder().port(-1).build()).hasMessageContaining("Setting port is '-1'");
    }

    @Test
    void a_client_without_a_certificate_is_refused_where_one_is_required() throws Exception {
        start(settings().withClientAuthentication(ClientAuthentication.REQUIRED, authorities, ""));

        assertThatThrownBy(() -> connect(AUTHORITY.client())).isInstanceOf(IOException.class);

        assertThatCertifiedClientsConnect();
    }

    @Test
    void a_certificate_of_an_unknown_authority_is_refused_even_where_none_is_required() throws Exception {
        start(settings().withClientAuthentication(ClientAuthentication.OPTIONAL, authorities, ""));

        assertThatThrownBy(() -> connect(AUTHORITY.client(STRANGER.issue("hare"))))
                .isInstanceOf(IOException.class);

        assertThatCertifiedClientsConnect();
    }

    @Test
    void a_client_that_speaks_no_tls_is_cut_off_and_others_go_on() throws Exception {
        start(settings());

        try (Socket socket = new Socket("127.0.0.1", broker.tlsPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write("AMQP\0\0\11\1".getBytes(StandardCharsets.ISO_8859_1));
            drain(socket.getInputStream());
        }

        try (Connection connection = connect(AUTHORITY.client())) {
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void a_wrong_protocol_header_is_answered_within_tls() throws Exception {
        start(settings());

        try (SSLSocket socket = socket()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));

            // A stream that is cut off without TLS's own end would throw here.
            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
        }
    }

    @Test
    void a_client_that_never_begins_tls_is_closed_in_time() throws Exception {
        broker = Broker.builder()
                .port(0)
                .tls(settings())
                .handshakeTimeout(Duration.ofMillis(300))
                .build();
        broker.start();

        try (Socket socket = new Socket("127.0.0.1", broker.tlsPort())) {
            socket.setSoTimeout(5000);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_reload_is_seen_by_new_connections_and_leaves_the_old_ones_alone() throws Exception {
        start(settings());
        try (Connection old = connect(AUTHORITY.client())) {
            assertThat(shownCertificate()).isEqualTo("CN=first");
            replaceCertificate("second");

            broker.reloadTls();

            assertThat(shownCertificate()).isEqualTo("CN=second");
            assertThat(old.createChannel().queueDeclare().getQueue()).startsWith("amq.gen-");
        }
    }

    @Test
    void an_authority_that_is_no_longer_trusted_is_refused_after_a_reload() throws Exception {
        start(settings().withClientAuthentication(ClientAuthentication.REQUIRED, authorities, ""));
        assertThatCertifiedClientsConnect();
        STRANGER.writeCertificate(authorities);

        broker.reloadTls();

        assertThatThrownBy(() -> connect(AUTHORITY.client(AUTHORITY.issue("hare"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void only_the_protocols_that_are_set_are_spoken() throws Exception {
        start(settings().withProtocols(List.of("TLSv1.2")));

        try (SSLSocket socket = socket()) {
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
        }
    }

    @Test
    void a_missing_file_fails_the_start_with_the_name_of_the_setting() {
        BrokerBuilder builder = Broker.builder()
                .port(0)
                .tls(TlsSettings.ofPem(directory.resolve("none.pem"), key).withPort(0));

        assertThatThrownBy(() -> builder.build().start())
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContainingAll("tlsCertificate", "none.pem", "does not exist");
    }

    @Test
    void a_client_that_does_not_read_holds_up_the_deliveries_and_gets_them_all_later() throws Exception {
        start(settings());
        ConnectionFactory factory = tlsFactory(AUTHORITY.client());
        try (Connection consuming = factory.newConnection();
                Connection publishing = connect(AUTHORITY.client())) {
            Channel channel = consuming.createChannel();
            String queue =
                    channel.queueDeclare("slow", false, false, true, null).getQueue();
            CountDownLatch go = new CountDownLatch(1);
            AtomicLong bytes = new AtomicLong();
            channel.basicConsume(
                    queue,
                    true,
                    (tag, delivery) -> {
                        awaitLatch(go);
                        bytes.addAndGet(delivery.getBody().length);
                    },
                    tag -> {});
            Channel publisher = publishing.createChannel();
            for (int i = 0; i < 1000; i++) {
                publisher.basicPublish("", queue, null, new byte[50_000]);
            }
            go.countDown();

            await().untilAsserted(() -> assertThat(bytes).hasValue(50_000_000L));
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertThatCertifiedClientsConnect() throws Exception {
        try (Connection connection = connect(AUTHORITY.client(AUTHORITY.issue("hare")))) {
            assertThat(connection.isOpen()).isTrue();
        }
    }

    private void replaceCertificate(String commonName) {
        TestAuthority.Issued issued = AUTHORITY.issue(commonName, new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        issued.writeCertificate(certificate);
        issued.writeKey(key);
    }

    private TlsSettings settings() {
        return TlsSettings.ofPem(certificate, key).withPort(0);
    }

    private void start(TlsSettings settings) {
        broker = Broker.builder().port(0).tls(settings).build();
        broker.start();
    }

    private ConnectionFactory plainFactory() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        return factory;
    }

    private ConnectionFactory tlsFactory(SSLContext client) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.tlsPort());
        factory.setAutomaticRecoveryEnabled(false);
        factory.useSslProtocol(client);
        return factory;
    }

    private Connection connect(SSLContext client) throws Exception {
        return tlsFactory(client).newConnection();
    }

    private SSLSocket socket() throws IOException {
        SSLSocket socket =
                (SSLSocket) AUTHORITY.client().getSocketFactory().createSocket("127.0.0.1", broker.tlsPort());
        socket.setSoTimeout(5000);
        socket.startHandshake();
        return socket;
    }

    private String shownCertificate() throws IOException {
        try (SSLSocket socket = socket()) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private static GetResponse get(Channel channel, String queue) {
        return await().until(() -> channel.basicGet(queue, true), response -> response != null);
    }

    private static void drain(InputStream in) {
        try {
            in.readAllBytes();
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(SocketTimeoutException.class);
        }
    }
}
