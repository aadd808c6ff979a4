package org.leveretmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.tls.TestAuthority;
import org.leveretmq.tls.TlsConfigurationException;
import org.leveretmq.tls.TlsSettings;

/** What can change while a broker runs, seen by the Java client. */
class ReconfigureTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Test authority");

    private Broker broker = start(Broker.builder());

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void a_limit_on_bodies_counts_for_open_connections() throws Exception {
        try (Connection connection = connect()) {
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare().getQueue();

            broker.reconfigure(Broker.builder().maxMessageBytes(10));

            channel.basicPublish("", queue, null, new byte[11]);
            await().until(() -> !channel.isOpen());
            assertThat(channel.getCloseReason()).hasMessageContaining("configured max size 10");
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void a_consumer_timeout_counts_for_open_channels() throws Exception {
        try (Connection connection = connect()) {
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare().getQueue();
            channel.basicConsume(queue, false, new DefaultConsumer(channel));

            broker.reconfigure(Broker.builder().consumerTimeout(Duration.ofMillis(50)));

            channel.basicPublish("", queue, null, new byte[1]);
            await().until(() -> !channel.isOpen());
            assertThat(channel.getCloseReason()).hasMessageContaining("406");
        }
    }

    @Test
    void what_is_negotiated_and_told_counts_for_new_connections() throws Exception {
        try (Connection before = connect()) {
            broker.reconfigure(Broker.builder()
                    .heartbeatSeconds(7)
                    .channelMax(9)
                    .frameMaxBytes(8192)
                    .product("RabbitMQ")
                    .version("4.0.5"));

            try (Connection after = connect()) {
                assertThat(after.getHeartbeat()).isEqualTo(7);
                assertThat(after.getChannelMax()).isEqualTo(9);
                assertThat(after.getFrameMax()).isEqualTo(8192);
                assertThat(after.getServerProperties().get("product")).hasToString("RabbitMQ");
                assertThat(after.getServerProperties().get("cluster_name")).hasToString("first");
            }
            assertThat(before.getHeartbeat()).isEqualTo(60);
            assertThat(before.isOpen()).isTrue();
            assertThat(broker.management().overview().version()).isEqualTo("4.0.5");
        }
    }

    @Test
    void less_memory_blocks_publishers_at_once() throws Exception {
        try (Connection connection = connect()) {
            Channel channel = connection.createChannel();
            String queue = channel.queueDeclare().getQueue();
            channel.confirmSelect();
            channel.basicPublish("", queue, new AMQP.BasicProperties(), new byte[2 << 20]);
            channel.waitForConfirmsOrDie(5_000);
            assertThat(broker.alarms()).isEmpty();

            broker.reconfigure(Broker.builder().maxHeldBytes(1 << 20));

            assertThat(broker.alarms()).isNotEmpty();
            broker.reconfigure(Broker.builder());
            assertThat(broker.alarms()).isEmpty();
        }
    }

    @Test
    void mechanisms_count_for_the_next_login() throws Exception {
        broker.reconfigure(Broker.builder().saslMechanisms(List.of("AMQPLAIN")));

        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }

    @Test
    void settings_that_do_not_fit_together_change_nothing() throws Exception {
        BrokerBuilder wrong = Broker.builder().heartbeatSeconds(7).saslMechanisms(List.of("EXTERNAL"));

        assertThatThrownBy(() -> broker.reconfigure(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("saslMechanisms");

        try (Connection connection = connect()) {
            assertThat(connection.getHeartbeat()).isEqualTo(60);
        }
    }

    @Test
    void name_and_port_stay() throws Exception {
        int port = broker.port();

        broker.reconfigure(Broker.builder().name("second").port(0));

        assertThat(broker.name()).isEqualTo("first");
        assertThat(broker.port()).isEqualTo(port);
        assertThat(broker.management().overview().name()).isEqualTo("first");
    }

    @Test
    void other_files_of_tls_count_for_new_connections(@TempDir Path directory) throws Exception {
        broker.close();
        broker = start(Broker.builder().tls(certificate(directory, "first")));
        assertThat(shown()).isEqualTo("CN=first");

        broker.reconfigure(Broker.builder().tls(certificate(directory, "second")));

        assertThat(shown()).isEqualTo("CN=second");
        TlsSettings missing = TlsSettings.ofPem(directory.resolve("none.pem"), directory.resolve("none.key"));
        assertThatThrownBy(() ->
                        broker.reconfigure(Broker.builder().heartbeatSeconds(7).tls(missing)))
                .isInstanceOf(TlsConfigurationException.class);
        assertThat(shown()).isEqualTo("CN=second");
        try (Connection connection = connect()) {
            assertThat(connection.getHeartbeat()).isEqualTo(60);
        }
    }

    private static TlsSettings certificate(Path directory, String name) {
        TestAuthority.Issued issued = AUTHORITY.issue(name);
        return TlsSettings.ofPem(
                        issued.writeCertificate(directory.resolve(name + ".pem")),
                        issued.writeKey(directory.resolve(name + ".key")))
                .withPort(0);
    }

    private String shown() throws Exception {
        try (SSLSocket socket =
                (SSLSocket) AUTHORITY.client().getSocketFactory().createSocket("127.0.0.1", broker.tlsPort())) {
            socket.setSoTimeout(5000);
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        }
    }

    private static Broker start(BrokerBuilder settings) {
        Broker broker = settings.name("first").bindAddress("127.0.0.1").port(0).build();
        broker.start();
        return broker;
    }

    private Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }
}
