package org.leveretmq.rar.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.resource.ResourceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerConnectionFactory;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.api.messaging.MessageListener;
import org.leveretmq.api.messaging.QueueState;
import org.leveretmq.rar.outbound.BrokerManagedConnectionFactory;
import org.leveretmq.rar.session.TestBroker;

/** Message-driven beans, with the tests in the role of the server. */
@Timeout(120)
class EndpointsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    private TestBroker broker;
    private BrokerConnection client;
    private FakeContainer container;
    private Endpoints endpoints;
    private BrokerActivationSpec spec;

    @BeforeEach
    void start() {
        broker = TestBroker.start("endpoints-test");
        client = connect();
        client.declareQueue("dead");
        client.declareQueue(
                "q", true, false, Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", "dead"));
    }

    @AfterEach
    void stop() {
        endpoints.close();
        container.close();
        broker.close();
    }

    private static BrokerConnection connect() {
        return ((BrokerConnectionFactory) new BrokerManagedConnectionFactory().createConnectionFactory())
                .getConnection();
    }

    private void activate(boolean transacted, MessageListener bean, Consumer<BrokerActivationSpec> settings)
            throws ResourceException {
        container = new FakeContainer(transacted, bean);
        endpoints = new Endpoints(container);
        spec = new BrokerActivationSpec();
        spec.setQueue("q");
        spec.setRedeliveryDelayMillis(0L);
        settings.accept(spec);
        endpoints.activate(container, spec);
    }

    private void activate(Consumer<BrokerActivationSpec> settings) throws ResourceException {
        activate(true, received::add, settings);
    }

    private void send(String text) {
        client.publish("", "q", Message.of(text));
    }

    private Message next() throws InterruptedException {
        Message message = received.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(message).as("a message").isNotNull();
        return message;
    }

    private void awaitState(String queue, int ready, int unacknowledged) {
        await().atMost(SOON).untilAsserted(() -> {
            QueueState state = client.inspectQueue(queue).orElseThrow();
            assertThat(List.of(state.ready(), state.unacknowledged())).isEqualTo(List.of(ready, unacknowledged));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesGetToTheBeanInOrderAndLeaveTheirQueue(boolean transacted) throws Exception {
        activate(transacted, received::add, settings -> {});

        for (int i = 0; i < 50; i++) {
            send("message " + i);
        }

        for (int i = 0; i < 50; i++) {
            assertThat(next().text()).isEqualTo("message " + i);
        }
        awaitState("q", 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageThatTheBeanFailsOnIsDeliveredAgainAndCounted(boolean transacted) throws Exception {
        MessageListener failing = message -> {
            received.add(message);
            if (message.envelope().orElseThrow().deliveryCount() < 3) {
                throw new IllegalStateException("not this time");
            }
        };
        activate(transacted, failing, settings -> settings.setRedeliveryDelayMillis(10L));

        send("x");

        for (int i = 0; i <= 3; i++) {
            Message delivered = next();
            assertThat(delivered.envelope().orElseThrow().deliveryCount()).isEqualTo(i);
            assertThat(delivered.envelope().orElseThrow().redelivered()).isEqualTo(i > 0);
        }
        awaitState("q", 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterTheMostRedeliveriesAMessageIsADeadLetter(boolean transacted) throws Exception {
        MessageListener failing = message -> {
            received.add(message);
            throw new IllegalStateException("never");
        };
        activate(transacted, failing, settings -> settings.setMaximumRedeliveries(2));

        send("x");

        awaitState("dead", 1, 0);
        awaitState("q", 0, 0);
        assertThat(received).hasSize(3);
    }

    @Test
    void aMessageThatHasComeBackWaitsWhileOthersGoOn() throws Exception {
        MessageListener failing = message -> {
            received.add(message);
            if (message.text().equals("bad")) {
                throw new IllegalStateException("never");
            }
        };
        activate(
                true,
                failing,
                settings ->
                        settings.setRedeliveryDelayMillis(Duration.ofHours(1).toMillis()));

        send("bad");
        send("good");

        assertThat(next().text()).isEqualTo("bad");
        assertThat(next().text()).isEqualTo("good");
        awaitState("q", 0, 1);
        assertThat(received).isEmpty();
    }

    @Test
    void aBeanSeesWhatItsSelectorMatchesOnly() throws Exception {
        activate(settings -> settings.setSelector("region = 'north' AND total > 100"));
        for (int total : List.of(50, 150)) {
            for (String region : List.of("north", "south")) {
                client.publish(
                        "",
                        "q",
                        Message.builder()
                                .header("region", region)
                                .header("total", total)
                                .build());
            }
        }

        assertThat(next().headers()).isEqualTo(Map.of("region", "north", "total", 150));
        awaitState("dead", 3, 0);
        awaitState("q", 0, 0);
    }

    @Test
    void anExchangeIsDeclaredAndAQueueBoundToIt() throws Exception {
        activate(settings -> {
            settings.setQueue(null);
            settings.setExchange("events");
            settings.setExchangeType("topic");
            settings.setRoutingKey("orders.*");
        });

        client.publish("events", "orders.new", Message.of("x"), true);

        assertThat(next().envelope().orElseThrow().routingKey()).isEqualTo("orders.new");
    }

    @Test
    void aQueueIsDeclaredWithItsDeadLetters() throws Exception {
        MessageListener failing = message -> {
            throw new IllegalStateException("never");
        };
        activate(true, failing, settings -> {
            settings.setQueue("declared");
            settings.setDeclareQueue(true);
            settings.setDeadLetterExchange("amq.fanout");
            settings.setMaximumRedeliveries(0);
        });
        client.bindQueue("dead", "amq.fanout", "");

        client.publish("", "declared", Message.of("x"));

        awaitState("dead", 1, 0);
    }

    @Test
    void aMissingQueueIsWaitedFor() throws Exception {
        activate(settings -> settings.setQueue("later"));

        client.declareQueue("later");
        client.publish("", "later", Message.of("x"));

        assertThat(next().text()).isEqualTo("x");
    }

    @Test
    void aDeletedQueueIsWaitedFor() throws Exception {
        activate(settings -> {});
        send("before");
        next();

        client.deleteQueue("q");
        client.declareQueue("q");
        send("after");

        assertThat(next().text()).isEqualTo("after");
    }

    @Test
    void aBrokerThatIsStartedAgainIsConnectedTo() throws Exception {
        activate(settings -> settings.setDeclareQueue(true));
        send("before");
        next();

        broker.stop();
        broker.start();

        await().atMost(SOON).untilAsserted(() -> {
            client = connect();
            assertThat(client.inspectQueue("q")).isPresent();
        });
        send("after");
        assertThat(next().text()).isEqualTo("after");
    }

    @Test
    void asManyMessagesAsAllowedAreProcessedAtTheSameTime() throws Exception {
        CountDownLatch together = new CountDownLatch(4);
        MessageListener waiting = message -> {
            together.countDown();
            try {
                if (together.await(SOON.toSeconds(), TimeUnit.SECONDS)) {
                    received.add(message);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        activate(true, waiting, settings -> settings.setConcurrency(4));

        for (int i = 0; i < 4; i++) {
            send("x");
        }

        for (int i = 0; i < 4; i++) {
            next();
        }
    }

    @Test
    void deactivationEndsWhatIsProcessedAndReturnsTheRest() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<String> done = new CopyOnWriteArrayList<>();
        MessageListener slow = message -> {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.add(message.text());
        };
        activate(true, slow, settings -> {});
        send("first");
        send("second");
        assertThat(begun.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

        Thread deactivation = new Thread(() -> endpoints.deactivate(container, spec));
        deactivation.start();
        await().atMost(SOON).until(() -> client.inspectQueue("q").orElseThrow().consumers() == 0);
        mayEnd.countDown();
        deactivation.join();

        assertThat(done).containsExactly("first");
        awaitState("q", 1, 0);
        assertThat(client.receive("q").orElseThrow().message().text()).isEqualTo("second");
    }

    @Test
    void aBeanThatIsNotThereYetIsWaitedFor() throws Exception {
        activate(settings -> {});
        container.available(false);
        send("x");
        awaitState("q", 0, 1);

        container.available(true);

        assertThat(next().text()).isEqualTo("x");
    }

    @Test
    void messagesAreDeliveredAlthoughTheWorkManagerRefuses() throws Exception {
        activate(settings -> {});
        container.refuseWork();

        send("x");
        assertThat(next().text()).isEqualTo("x");
        send("y");
        assertThat(next().text()).isEqualTo("y");
    }

    @Test
    void whatTheBrokerRefusesFailsTheDeployment() throws Exception {
        activate(settings -> {});

        BrokerActivationSpec refused = new BrokerActivationSpec();
        refused.setQueue("q");
        refused.setUserName("nobody");
        refused.setPassword("x");

        assertThatThrownBy(() -> endpoints.activate(container, refused))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("Cannot receive from queue 'q'")
                .hasMessageContaining("ACCESS_REFUSED");
    }

    @Test
    void theRecoveryFindsWhatIsInDoubt() throws Exception {
        activate(settings -> {});

        XAResource[] resources = RecoveryResource.of(new BrokerActivationSpec[] {spec, spec});

        assertThat(resources).hasSize(1);
        assertThat(resources[0].recover(XAResource.TMSTARTRSCAN)).isEmpty();
    }
}
