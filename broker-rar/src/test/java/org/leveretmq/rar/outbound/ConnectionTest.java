package org.leveretmq.rar.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leveretmq.api.management.PermissionInfo;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerConnectionFactory;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.api.messaging.Delivery;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.api.messaging.QueueState;
import org.leveretmq.api.messaging.UnroutableException;
import org.leveretmq.rar.session.TestBroker;

/** Connections outside of transactions, made without a server. */
@Timeout(60)
class ConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private TestBroker broker;
    private BrokerConnectionFactory factory;
    private BrokerConnection connection;

    @BeforeEach
    void connect() {
        broker = TestBroker.start("connection-test");
        factory = factory("connection-test");
        connection = factory.getConnection();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private static BrokerConnectionFactory factory(String brokerName) {
        BrokerManagedConnectionFactory managed = new BrokerManagedConnectionFactory();
        managed.setBrokerName(brokerName);
        return (BrokerConnectionFactory) managed.createConnectionFactory();
    }

    private static void assertRefused(int replyCode, Runnable task) {
        assertThatThrownBy(task::run)
                .isInstanceOfSatisfying(BrokerException.class, refusal -> assertThat(refusal.replyCode())
                        .isEqualTo(replyCode));
    }

    private Delivery receive(String queue) {
        return connection.receive(queue, SOON).orElseThrow();
    }

    @Test
    void aMessageArrivesWithAllItsProperties() {
        connection.declareQueue("q");
        Message sent = Message.builder()
                .text("hello")
                .header("text", "x")
                .header("number", 5L)
                .header("decimal", new BigDecimal("1.25"))
                .header("bytes", new byte[] {1, 2})
                .header("list", List.of(1, "two", Map.of("three", 3)))
                .header("at", Instant.ofEpochSecond(99))
                .persistent(false)
                .priority(3)
                .correlationId("c")
                .replyTo("r")
                .expiration(Duration.ofHours(1))
                .messageId("m")
                .timestamp(Instant.ofEpochSecond(1_700_000_000))
                .type("t")
                .appId("a")
                .clusterId("cl")
                .build();

        connection.publish("", "q", sent);

        Delivery delivery = receive("q");
        Message received = delivery.message();
        assertThat(received.header("bytes")).isEqualTo(new byte[] {1, 2});
        assertThat(received.toBuilder().header("bytes", null).build())
                .isEqualTo(sent.toBuilder().header("bytes", null).build());
        assertThat(received.envelope()).hasValueSatisfying(envelope -> {
            assertThat(envelope.exchange()).isEmpty();
            assertThat(envelope.routingKey()).isEqualTo("q");
            assertThat(envelope.queue()).isEqualTo("q");
            assertThat(envelope.redelivered()).isFalse();
            assertThat(envelope.deliveryCount()).isZero();
        });
        delivery.acknowledge();
        assertThat(connection.inspectQueue("q")).contains(new QueueState("q", 0, 0, 0));
    }

    @Test
    void aRejectedMessageComesBackAndIsCounted() {
        connection.declareQueue("q");
        connection.publish("", "q", Message.of("x"));

        receive("q").reject(true);

        assertThat(receive("q").message().envelope().orElseThrow().deliveryCount())
                .isEqualTo(1);
    }

    @Test
    void aMessageThatIsRejectedForGoodBecomesADeadLetter() {
        connection.declareQueue("dead");
        connection.declareQueue(
                "q", true, false, Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", "dead"));
        connection.publish("", "q", Message.of("x"));

        receive("q").reject(false);

        assertThat(receive("dead").message().text()).isEqualTo("x");
    }

    @Test
    void whatIsNotSettledGoesBackWhenTheConnectionIsClosed() {
        connection.declareQueue("q");
        connection.publish("", "q", Message.of("x"));
        Delivery delivery = receive("q");

        connection.close();

        assertRefused(320, delivery::acknowledge);
        connection = factory.getConnection();
        assertThat(receive("q").message().envelope().orElseThrow().redelivered())
                .isTrue();
    }

    @Test
    void settlingTwiceDoesNothing() {
        connection.declareQueue("q");
        connection.publish("", "q", Message.of("x"));
        Delivery delivery = receive("q");
        delivery.acknowledge();

        delivery.reject(true);

        assertThat(connection.receive("q")).isEmpty();
    }

    @Test
    void receivingWaitsForAMessage() throws Exception {
        connection.declareQueue("q");
        CompletableFuture<Optional<Delivery>> received =
                CompletableFuture.supplyAsync(() -> connection.receive("q", SOON));

        try (BrokerConnection other = factory.getConnection()) {
            other.publish("", "q", Message.of("late"));
        }

        assertThat(received.get().orElseThrow().message().text()).isEqualTo("late");
        assertThat(connection.receive("q", Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void aMandatoryMessageNeedsAQueue() {
        connection.declareExchange("events", "topic");

        assertThatThrownBy(() -> connection.publish("events", "a.b", Message.of("x"), true))
                .isInstanceOf(UnroutableException.class)
                .hasMessage("NO_ROUTE - no queue receives 'a.b' from exchange 'events'");
        connection.publish("events", "a.b", Message.of("x"));
        connection.declareQueue("q");
        connection.bindQueue("q", "events", "a.*");
        connection.publish("events", "a.b", Message.of("routed"), true);
        assertThat(receive("q").message().text()).isEqualTo("routed");
        connection.unbindQueue("q", "events", "a.*");
        connection.publish("events", "a.b", Message.of("x"));
        assertThat(connection.receive("q")).isEmpty();
    }

    @Test
    void declaringAndDeletingAgainChangesNothing() {
        connection.declareQueue("q");
        connection.publish("", "q", Message.of("x"));
        assertThat(connection.declareQueue("q").ready()).isEqualTo(1);
        assertThat(connection.purgeQueue("q")).isEqualTo(1);
        assertThat(connection.deleteQueue("q")).isZero();
        assertThat(connection.deleteQueue("q")).isZero();
        assertThat(connection.inspectQueue("q")).isEmpty();
        connection.declareExchange("e", "fanout");
        connection.declareExchange("e", "fanout");
        connection.deleteExchange("e");
        connection.deleteExchange("e");
    }

    @Test
    void refusalsHaveTheReplyCodesOfAmqp() {
        connection.declareQueue("q");

        assertRefused(404, () -> connection.receive("absent"));
        assertRefused(404, () -> connection.publish("absent", "k", Message.of("x")));
        assertRefused(404, () -> connection.purgeQueue("absent"));
        assertRefused(404, () -> connection.bindQueue("q", "absent", "k"));
        assertRefused(406, () -> connection.declareQueue("q", false, false, Map.of()));
        assertThatThrownBy(() -> connection.publish(
                        "", "q", Message.builder().header("x", Optional.empty()).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x' has no AMQP type");
    }

    @Test
    void aRequestGetsItsReply() {
        connection.declareQueue("requests");
        Consumer<BrokerConnection> server = serving -> {
            Delivery request = serving.receive("requests", SOON).orElseThrow();
            serving.reply(
                    request.message(), Message.of("pong to " + request.message().text()));
            request.acknowledge();
        };
        CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
            try (BrokerConnection serving = factory.getConnection()) {
                server.andThen(server).accept(serving);
            }
        });

        assertThat(connection
                        .request("", "requests", Message.of("ping"), SOON)
                        .orElseThrow()
                        .text())
                .isEqualTo("pong to ping");
        assertThat(connection
                        .request(
                                "",
                                "requests",
                                Message.builder().correlationId("mine").build(),
                                SOON)
                        .orElseThrow()
                        .correlationId())
                .isEqualTo("mine");
        assertThat(served).succeedsWithin(SOON);
        assertThat(connection.request("", "requests", Message.of("nobody"), Duration.ofMillis(1)))
                .isEmpty();
        assertThatThrownBy(() -> connection.request("", "absent", Message.of("ping"), SOON))
                .isInstanceOf(UnroutableException.class);
        assertThatThrownBy(() -> connection.reply(Message.of("no request"), Message.of("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("replyTo");
    }

    @Test
    void aUserHasTheUsersPermissionsOnly() {
        broker.broker().management().userAdministration().putUser("alice", "secret", Set.of());
        broker.broker()
                .management()
                .userAdministration()
                .putPermission(new PermissionInfo("alice", "/", "^alice", ".*", ".*"));

        try (BrokerConnection alice = factory.getConnection("alice", "secret")) {
            alice.declareQueue("alice.q");
            assertRefused(403, () -> alice.declareQueue("bob.q"));
        }
        assertRefused(403, () -> factory.getConnection("alice", "wrong"));
        assertRefused(403, () -> factory.getConnection("nobody", "secret"));
        assertRefused(403, () -> factory.getConnection(RecoveryConnection.USER, RecoveryConnection.USER));
    }

    @Test
    void aConnectionWhoseBrokerHasStoppedIsOfNoUse() {
        connection.declareQueue("q");

        broker.stop();

        assertRefused(320, () -> connection.publish("", "q", Message.of("x")));
        assertRefused(320, () -> factory.getConnection());
        connection.close();
        broker.start();
        try (BrokerConnection again = factory.getConnection()) {
            again.declareQueue("q");
        }
    }

    @Test
    void oneThatNamesNoBrokerGetsTheOnlyOne() {
        factory(null).getConnection().declareQueue("q");
        assertThat(connection.inspectQueue("q")).isPresent();

        try (TestBroker second = TestBroker.start("second")) {
            assertThatThrownBy(() -> factory(null).getConnection())
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("several brokers run in this server, set brokerName to one of ["
                            + "connection-test, " + second.broker().name() + "]");
        }
        assertRefused(320, () -> factory("absent").getConnection());
    }

    @Test
    void anAbsentVirtualHostIsRefused() {
        BrokerManagedConnectionFactory managed = new BrokerManagedConnectionFactory();
        managed.setVirtualHost("absent");

        assertRefused(402, () -> ((BrokerConnectionFactory) managed.createConnectionFactory()).getConnection());
    }

    @Test
    void closingTwiceDoesNothing() {
        connection.close();

        connection.close();

        assertRefused(320, () -> connection.declareQueue("q"));
    }
}
