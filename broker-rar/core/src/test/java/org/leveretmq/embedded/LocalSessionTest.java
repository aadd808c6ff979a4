package org.leveretmq.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.Broker;
import org.leveretmq.api.management.PermissionInfo;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.transaction.BranchException;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.ExchangeOptions;

class LocalSessionTest {
    private static final QueueOptions TEMPORARY = new QueueOptions(false, true, false, FieldTable.EMPTY);
    private static Broker broker;
    private LocalSession session;

    @BeforeAll
    static void startBroker() {
        broker = Broker.builder().name("local-session-test").port(0).build();
        broker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void openSession() {
        session = broker.openSession("/");
        session.declareQueue("q", TEMPORARY);
    }

    @AfterEach
    void closeSession() {
        session.close();
    }

    private static byte[] body(int value) {
        return new byte[] {(byte) value};
    }

    @Test
    void publishes_through_a_binding_and_gets() {
        session.declareExchange("orders", "topic", new ExchangeOptions(false, true, false, FieldTable.EMPTY));
        session.bindQueue("q", "orders", "eu.#", Map.of());

        boolean routed = session.publish("orders", "eu.berlin", MessageProperties.EMPTY, body(1));

        assertThat(routed).isTrue();
        LocalMessage message = session.get("q").orElseThrow();
        assertThat(message.body()).containsExactly(1);
        assertThat(message.routingKey()).isEqualTo("eu.berlin");
        assertThat(message.redelivered()).isFalse();
        message.acknowledge();
        assertThat(session.inspectQueue("q")).contains(new QueueStatus("q", 0, 0, 0));
    }

    @Test
    void tells_that_no_queue_has_received_a_message() {
        assertThat(session.publish("", "nobody", MessageProperties.EMPTY, body(1)))
                .isFalse();
    }

    @Test
    void hands_messages_to_a_handler_in_order() {
        List<Integer> received = new CopyOnWriteArrayList<>();
        session.subscribe("q", 3, message -> {
            received.add((int) message.body()[0]);
            message.acknowledge();
        });

        for (int i = 0; i < 20; i++) {
            session.publish("", "q", MessageProperties.EMPTY, body(i));
        }

        await().untilAsserted(() -> assertThat(received)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19));
        await().untilAsserted(
                        () -> assertThat(session.inspectQueue("q").orElseThrow().unacknowledged())
                                .isZero());
    }

    @Test
    void gives_a_failing_handler_the_message_once_more() {
        List<Boolean> redelivered = new CopyOnWriteArrayList<>();
        session.subscribe("q", 1, message -> {
            redelivered.add(message.redelivered());
            throw new IllegalArgumentException("on purpose");
        });

        session.publish("", "q", MessageProperties.EMPTY, body(1));

        await().untilAsserted(() -> assertThat(redelivered).containsExactly(false, true));
        await().untilAsserted(() ->
                assertThat(session.inspectQueue("q").orElseThrow()).isEqualTo(new QueueStatus("q", 0, 0, 1)));
    }

    @Test
    void commits_publishes_and_settlements_together() {
        session.publish("", "q", MessageProperties.EMPTY, body(1));
        LocalMessage taken = session.get("q").orElseThrow();

        session.transaction(transaction -> {
            transaction.acknowledge(taken);
            transaction.publish("", "q", MessageProperties.EMPTY, body(2));
            transaction.publish("", "q", MessageProperties.EMPTY, body(3));
            assertThat(session.inspectQueue("q")).contains(new QueueStatus("q", 0, 1, 0));
        });

        assertThat(session.inspectQueue("q")).contains(new QueueStatus("q", 2, 0, 0));
    }

    @Test
    void does_nothing_of_a_transaction_that_cannot_be_done_as_a_whole() {
        assertThatThrownBy(() -> session.transaction(transaction -> {
                    transaction.publish("", "q", MessageProperties.EMPTY, body(1));
                    transaction.publish("no-such-exchange", "q", MessageProperties.EMPTY, body(2));
                }))
                .isInstanceOf(BrokerOperationException.class)
                .hasMessage("NOT_FOUND - no exchange 'no-such-exchange' in vhost '/'");

        assertThat(session.inspectQueue("q")).contains(new QueueStatus("q", 0, 0, 0));
    }

    @Test
    void refuses_with_the_reply_code_that_a_client_would_get() {
        assertThatThrownBy(() -> session.get("missing"))
                .isInstanceOfSatisfying(BrokerOperationException.class, refusal -> assertThat(refusal.replyCode())
                        .isEqualTo(ReplyCode.NOT_FOUND));
    }

    @Test
    void refuses_a_routing_key_that_no_client_could_be_told() {
        assertThatThrownBy(() -> session.publish("", "k".repeat(256), MessageProperties.EMPTY, body(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The routingKey has 256 bytes in UTF-8, but at most 255 are possible");
    }

    @Test
    void returns_what_was_not_settled_when_it_is_closed() {
        LocalSession other = broker.openSession("/");
        other.declareQueue("shared", new QueueOptions(false, false, false, FieldTable.EMPTY));
        other.publish("", "shared", MessageProperties.EMPTY, body(1));
        assertThat(other.get("shared")).isPresent();

        other.close();

        LocalMessage again = session.get("shared").orElseThrow();
        assertThat(again.redelivered()).isTrue();
        again.acknowledge();
        session.deleteQueue("shared");
    }

    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();

    @Test
    void waits_for_a_message_and_not_longer_than_it_is_told() {
        assertThat(session.get("q", Duration.ofMillis(1))).isEmpty();
        CompletableFuture<Optional<LocalMessage>> got =
                CompletableFuture.supplyAsync(() -> session.get("q", Duration.ofSeconds(20)));
        await().until(() -> session.inspectQueue("q").orElseThrow().consumers() == 1);

        session.publish("", "q", MessageProperties.EMPTY, body(1));
        session.publish("", "q", MessageProperties.EMPTY, body(2));

        LocalMessage message = got.join().orElseThrow();
        assertThat(message.body()).containsExactly(1);
        assertThat(message.queue()).isEqualTo("q");
        message.acknowledge();
        await().until(() -> session.inspectQueue("q").orElseThrow().consumers() == 0);
        assertThat(session.inspectQueue("q").orElseThrow().ready()).isEqualTo(1);
    }

    @Test
    void does_not_wait_for_a_queue_that_is_deleted() {
        CompletableFuture<Optional<LocalMessage>> got =
                CompletableFuture.supplyAsync(() -> session.get("q", Duration.ofSeconds(20)));
        await().until(() -> session.inspectQueue("q").orElseThrow().consumers() == 1);

        session.deleteQueue("q");

        assertThatThrownBy(got::join).hasCauseInstanceOf(BrokerOperationException.class);
    }

    @Test
    void waiting_does_not_delete_an_auto_delete_queue() {
        session.declareQueue("auto", new QueueOptions(false, false, true, FieldTable.EMPTY));

        assertThat(session.get("auto", Duration.ofMillis(1))).isEmpty();

        assertThat(session.inspectQueue("auto")).isPresent();
        session.deleteQueue("auto");
    }

    @Test
    void broker_chooses_a_name_for_a_queue_without_one() {
        QueueStatus queue = session.declareQueue("", TEMPORARY);

        assertThat(queue.name()).startsWith("amq.gen-");
        assertThat(session.publish("", queue.name(), MessageProperties.EMPTY, body(1)))
                .isTrue();
    }

    @Test
    void binds_and_unbinds_exchanges() {
        ExchangeOptions temporary = new ExchangeOptions(false, false, false, FieldTable.EMPTY);
        session.declareExchange("front", "fanout", temporary);
        session.declareExchange("back", "fanout", temporary);
        session.bindQueue("q", "back", "", Map.of());
        session.bindExchange("back", "front", "", Map.of());
        assertThat(session.publish("front", "", MessageProperties.EMPTY, body(1)))
                .isTrue();

        session.unbindExchange("back", "front", "", Map.of());

        assertThat(session.publish("front", "", MessageProperties.EMPTY, body(1)))
                .isFalse();
        assertThatThrownBy(() -> session.deleteExchange("back", true))
                .isInstanceOfSatisfying(BrokerOperationException.class, refusal -> assertThat(refusal.replyCode())
                        .isEqualTo(ReplyCode.PRECONDITION_FAILED));
        session.deleteExchange("back");
        session.deleteExchange("front");
    }

    @Test
    void has_the_permissions_of_its_user_at_the_moment() {
        var users = broker.management().userAdministration();
        users.putUser("anna", "secret", Set.of());
        assertThatThrownBy(() -> broker.openSession("/", broker.actAs("anna")))
                .hasMessageContaining("access to vhost '/' refused for user 'anna'");
        users.putPermission(new PermissionInfo("anna", "/", "^anna-", "^(anna-|amq\\.default)", "^anna-"));
        assertThatThrownBy(() -> broker.authenticate("anna", "wrong")).isInstanceOf(BrokerOperationException.class);
        assertThatThrownBy(() -> broker.actAs("nobody")).isInstanceOf(BrokerOperationException.class);
        try (LocalSession hers = broker.openSession("/", broker.authenticate("anna", "secret"))) {
            assertThat(hers.user()).isEqualTo("anna");
            hers.declareQueue("anna-q", TEMPORARY);
            hers.publish("", "anna-q", MessageProperties.EMPTY, body(1));
            hers.get("anna-q").orElseThrow().acknowledge();

            refused(() -> hers.declareQueue("other", TEMPORARY));
            refused(() -> hers.deleteQueue("q"));
            refused(() -> hers.get("q"));
            refused(() -> hers.purgeQueue("q"));
            refused(() -> hers.subscribe("q", 1, LocalMessage::acknowledge));
            refused(() -> hers.publish("amq.topic", "k", MessageProperties.EMPTY, body(1)));
            refused(() -> hers.begin().publish("amq.topic", "k", MessageProperties.EMPTY, body(1)));
            refused(() -> hers.bindQueue("anna-q", "amq.topic", "k", Map.of()));
            assertThatThrownBy(() -> hers.publish(
                            "",
                            "anna-q",
                            MessageProperties.builder().userId("eve").build(),
                            body(1)))
                    .hasMessageContaining("user_id property set to 'eve' but authenticated user was 'anna'");

            users.deletePermission("anna", "/");
            refused(() -> hers.get("anna-q"));
        } finally {
            users.deleteUser("anna");
        }
    }

    private static void refused(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(BrokerOperationException.class, refusal -> assertThat(refusal.replyCode())
                        .isEqualTo(ReplyCode.ACCESS_REFUSED));
    }

    @Test
    void transaction_takes_effect_at_its_commit_and_tells_whether_a_queue_would_receive() {
        TransactionBranch branch = session.begin();

        assertThat(branch.publish("", "q", PERSISTENT, body(1), true)).isTrue();
        assertThat(branch.publish("", "nobody", PERSISTENT, body(2), true)).isFalse();
        assertThat(branch.size()).isEqualTo(1);
        assertThat(session.get("q")).isEmpty();
        branch.commit();

        assertThat(session.get("q").orElseThrow().body()).containsExactly(1);
        assertThatThrownBy(branch::commit).isInstanceOf(BranchException.class).hasMessageContaining("is over");
    }

    @Test
    void rolled_back_transaction_gives_messages_back_and_they_can_be_taken_again() {
        session.publish("", "q", PERSISTENT, body(1));
        TransactionBranch branch = session.begin();
        LocalMessage first = session.get("q").orElseThrow();
        branch.acknowledge(first);
        assertThatThrownBy(() -> branch.reject(first, true)).hasMessageContaining("settled before");

        branch.rollback();

        LocalMessage again = session.get("q").orElseThrow();
        assertThat(again.redelivered()).isTrue();
        assertThat(again.deliveryCount()).isEqualTo(1);
    }
}
