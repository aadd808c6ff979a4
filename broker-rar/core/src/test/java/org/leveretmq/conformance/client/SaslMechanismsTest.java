package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_UPDATE_SECRET;
import static org.leveretmq.conformance.wire.WireMethod.method;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.SaslConfig;
import com.rabbitmq.client.SaslMechanism;
import com.rabbitmq.client.impl.LongStringHelper;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;
import org.leveretmq.BrokerBuilder;
import org.leveretmq.conformance.wire.WireClient;
import org.leveretmq.security.AuthenticationBackend;
import org.leveretmq.security.CertificateName;
import org.leveretmq.security.InMemoryUserStore;
import org.leveretmq.security.User;
import org.leveretmq.security.VirtualHostPermissions;
import org.leveretmq.tls.ClientAuthentication;
import org.leveretmq.tls.TestAuthority;
import org.leveretmq.tls.TlsSettings;

/** EXTERNAL, ANONYMOUS, and which mechanisms a client is offered. */
class SaslMechanismsTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Test authority");

    @TempDir
    private Path directory;

    private Broker broker;

    /** Logs in by one mechanism with a fixed response, and notes what was offered. */
    private static final class Chosen implements SaslConfig {
        final List<String> offered = new ArrayList<>();
        private final String mechanism;

        Chosen(String mechanism) {
            this.mechanism = mechanism;
        }

        @Override
        public SaslMechanism getSaslMechanism(String[] mechanisms) {
            offered.addAll(Arrays.asList(mechanisms));
            return new SaslMechanism() {
                @Override
                public String getName() {
                    return mechanism;
                }

                @Override
                public LongString handleChallenge(LongString challenge, String username, String password) {
                    return LongStringHelper.asLongString(
                            mechanism.equals("PLAIN") ? "\0" + username + "\0" + password : "trace");
                }
            };
        }
    }

    @AfterEach
    void close() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void external_logs_in_the_user_that_the_certificate_names() throws Exception {
        startTls(builder -> builder);

        try (Connection connection = connect(AUTHORITY.client(AUTHORITY.issue("hare")), DefaultSaslConfig.EXTERNAL)) {
            assertThat(connection.isOpen()).isTrue();
            assertThat(broker.management().connections().get(0).user()).isEqualTo("hare");
        }
    }

    @Test
    void external_takes_the_name_that_is_set() throws Exception {
        startTls(builder -> builder.certificateName(CertificateName.SAN_DNS));
        TestAuthority.Issued issued = AUTHORITY.issue("somebody else", new GeneralName(GeneralName.dNSName, "hare"));

        try (Connection connection = connect(AUTHORITY.client(issued), DefaultSaslConfig.EXTERNAL)) {
            assertThat(connection.isOpen()).isTrue();
            assertThat(broker.management().connections().get(0).user()).isEqualTo("hare");
        }
    }

    @Test
    void external_refuses_a_user_who_does_not_exist() {
        startTls(builder -> builder);

        assertThatThrownBy(() -> connect(AUTHORITY.client(AUTHORITY.issue("nobody")), DefaultSaslConfig.EXTERNAL))
                .isInstanceOf(AuthenticationFailureException.class)
                .hasMessageContaining("EXTERNAL");
    }

    @Test
    void external_is_offered_to_clients_that_have_shown_a_certificate() throws Exception {
        startTls(builder -> builder);
        Chosen with = new Chosen("PLAIN");
        Chosen without = new Chosen("PLAIN");

        connect(AUTHORITY.client(AUTHORITY.issue("hare")), with).close();
        connect(AUTHORITY.client(), without).close();

        assertThat(with.offered).containsExactly("PLAIN", "AMQPLAIN", "EXTERNAL");
        assertThat(without.offered).containsExactly("PLAIN", "AMQPLAIN");
    }

    @Test
    void external_without_a_certificate_is_refused() {
        startTls(builder -> builder);

        assertThatThrownBy(() -> connect(AUTHORITY.client(), new Chosen("EXTERNAL")))
                .isInstanceOf(AuthenticationFailureException.class);
    }

    @Test
    void only_the_mechanisms_that_are_set_are_offered_and_accepted() {
        start(builder -> builder.saslMechanisms(List.of("AMQPLAIN")));
        Chosen plain = new Chosen("PLAIN");

        assertThatThrownBy(() -> connect(plain)).isInstanceOf(AuthenticationFailureException.class);

        assertThat(plain.offered).containsExactly("AMQPLAIN");
    }

    @Test
    void anonymous_is_off_unless_a_user_is_set() {
        start(builder -> builder);
        Chosen anonymous = new Chosen("ANONYMOUS");

        assertThatThrownBy(() -> connect(anonymous)).isInstanceOf(AuthenticationFailureException.class);

        assertThat(anonymous.offered).doesNotContain("ANONYMOUS");
    }

    @Test
    void anonymous_logs_in_the_user_that_is_set() throws Exception {
        start(builder -> builder.anonymousUser("hare"));
        Chosen anonymous = new Chosen("ANONYMOUS");

        try (Connection connection = connect(anonymous)) {
            assertThat(connection.isOpen()).isTrue();
            assertThat(anonymous.offered).contains("ANONYMOUS");
            assertThat(broker.management().connections().get(0).user()).isEqualTo("hare");
        }
    }

    @Test
    void an_anonymous_user_who_does_not_exist_is_refused() {
        start(builder -> builder.anonymousUser("nobody"));

        assertThatThrownBy(() -> connect(new Chosen("ANONYMOUS")))
                .isInstanceOf(PossibleAuthenticationFailureException.class);
    }

    @Test
    void settings_that_cannot_work_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Broker.builder().saslMechanisms(List.of("CRAM-MD5")).build())
                .withMessageContainingAll("saslMechanisms", "CRAM-MD5", "PLAIN, AMQPLAIN, EXTERNAL, ANONYMOUS");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Broker.builder().saslMechanisms(List.of("ANONYMOUS")).build())
                .withMessageContainingAll("saslMechanisms", "anonymousUser");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Broker.builder().saslMechanisms(List.of("EXTERNAL")).build())
                .withMessageContainingAll("saslMechanisms", "TLS");
    }

    /** RabbitMQ: 530 when a backend does not take the new secret. */
    @Test
    void a_secret_that_a_backend_refuses_closes_the_connection_with_530() throws Exception {
        start(builder -> builder.authenticationBackends(true, List.of(new OneUser())));
        WireClient client = WireClient.connect(broker.address())
                .header()
                .startOkPlain("leveret", "right")
                .tune()
                .open("/");

        client.send(0, method(CONNECTION_UPDATE_SECRET).longString("wrong").shortString("expired"));

        assertThat(client.expectConnectionClose(530).shortString())
                .isEqualTo("NOT_ALLOWED - New secret was refused by one of the backends");
    }

    /** A backend with one user. */
    private static final class OneUser implements AuthenticationBackend {
        @Override
        public String description() {
            return "test";
        }

        @Override
        public Answer authenticate(String name, String password, InetAddress peer) {
            return password.equals("right")
                    ? new Answer.Known(Set.of(), Map.of("/", VirtualHostPermissions.ALL))
                    : new Answer.Unknown();
        }
    }

    private void start(UnaryOperator<BrokerBuilder> settings) {
        InMemoryUserStore users = InMemoryUserStore.withGuest();
        users.put(new User("hare", null, Set.of(), Map.of("/", VirtualHostPermissions.ALL)));
        broker = settings.apply(Broker.builder().port(0).users(users)).build();
        broker.start();
    }

    private void startTls(UnaryOperator<BrokerBuilder> settings) {
        TestAuthority.Issued issued = AUTHORITY.issue("broker", new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        TlsSettings tls = TlsSettings.ofPem(
                        issued.writeCertificate(directory.resolve("cert.pem")),
                        issued.writeKey(directory.resolve("key.pem")))
                .withPort(0)
                .withClientAuthentication(
                        ClientAuthentication.OPTIONAL, AUTHORITY.writeCertificate(directory.resolve("ca.pem")), "");
        start(builder -> settings.apply(builder.tls(tls)));
    }

    private Connection connect(SaslConfig sasl) throws Exception {
        ConnectionFactory factory = factory(sasl, broker.port());
        return factory.newConnection();
    }

    private Connection connect(SSLContext client, SaslConfig sasl) throws Exception {
        ConnectionFactory factory = factory(sasl, broker.tlsPort());
        factory.useSslProtocol(client);
        return factory.newConnection();
    }

    private static ConnectionFactory factory(SaslConfig sasl, int port) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setSaslConfig(sasl);
        return factory;
    }
}
