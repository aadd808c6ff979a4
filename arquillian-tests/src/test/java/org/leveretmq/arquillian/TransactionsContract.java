package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leveretmq.arquillian.jta.Phase;

/**
 * What transactions of an application promise in every server: the row in the database and the message in the broker are both there, once, or
 * neither of them. The example {@code orders} is deployed already.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class TransactionsContract {
    private static final Duration RECOVERY = Duration.ofSeconds(180);

    private final OrdersApplication orders;

    /** In the server that the build has started. */
    TransactionsContract() {
        this(Integer.getInteger("http.port"), Integer.getInteger("amqp.port"));
    }

    /** In a server on these ports. */
    TransactionsContract(int httpPort, int amqpPort) {
        orders = new OrdersApplication(Integer.toString(httpPort), amqpPort);
    }

    /** What the server is called in the outcomes. */
    abstract String server();

    /** Starts the server whose process has ended, with what was deployed and configured. */
    abstract void startAgain() throws Exception;

    @Test
    @Order(1)
    void aCommitLeavesTheRowAndTheMessage() throws Exception {
        assertThat(orders.does("commit", "committed")).isEqualTo("done");

        assertThat(orders.rows("committed")).containsExactly("jta NEW");
        assertThat(orders.take("jta")).containsExactly("committed");
    }

    @Test
    @Order(1)
    void aRollbackLeavesNeither() throws Exception {
        assertThat(orders.does("rollback", "rolled-back")).isEqualTo("done");

        assertThat(orders.rows("rolled-back")).isEmpty();
        assertThat(orders.take("jta")).isEmpty();
    }

    @Test
    @Order(1)
    void aBeanInATransactionPublishesWithItsCommit() throws Exception {
        orders.does("publish-to-jta", "of-a-bean");

        assertThat(orders.take("jta")).containsExactly("of-a-bean");
    }

    @Test
    @Order(1)
    void aMessageThatWasReceivedComesAgainAfterARollback() throws Exception {
        orders.does("publish-to-jta", "received");

        assertThat(orders.does("receive-rollback", "")).isEqualTo("received 0");
        assertThat(orders.does("receive-commit", "")).isEqualTo("received 1");

        assertThat(orders.take("jta")).isEmpty();
    }

    @Test
    @Order(1)
    void aBeanWithoutAnInterfaceAnswersRequestsButNotInATransaction() throws Exception {
        assertThat(orders.does("request", "hello")).isEqualTo("reply to hello");
        assertThat(orders.does("request-in-transaction", "hello")).contains("transaction");
    }

    /** A row may be committed a little before the message of the same transaction. */
    private void awaitMessages(String queue, String... ids) {
        List<String> taken = new ArrayList<>();
        await().untilAsserted(() -> {
            taken.addAll(orders.take(queue));
            assertThat(taken).containsExactly(ids);
        });
    }

    @Test
    @Order(2)
    void anExceptionAfterBothLeavesNeither() throws Exception {
        assertThat(orders.order("failed", "fail")).isEqualTo(409);

        assertThat(orders.rows("failed")).isEmpty();
        assertThat(orders.take("orders.shipped")).isEmpty();
    }

    @Test
    @Order(3)
    void aMessageDrivenBeanChangesTheRowAndPublishes() throws Exception {
        assertThat(orders.order("good", "book")).isEqualTo(201);

        await().until(() -> orders.rows("good"), List.of("book SHIPPED")::equals);
        awaitMessages("orders.shipped", "good");
    }

    @Test
    @Order(4)
    void aMessageThatAlwaysFailsIsADeadLetterAndNothingElse() throws Exception {
        assertThat(orders.order("bad", "poison")).isEqualTo(201);

        await().until(() -> orders.take("orders.failed"), List.of("bad")::equals);
        assertThat(orders.rows("bad")).containsExactly("poison NEW");
        assertThat(orders.take("orders.shipped")).isEmpty();
        assertThat(orders.take("orders.failed")).isEmpty();
    }

    @Test
    @Order(4)
    void aMessageThatFailsTwiceSucceedsOnceAndKnowsItsCount() throws Exception {
        orders.does("publish-to-flaky", "flaky");

        await().until(() -> orders.rows("flaky"), List.of("redelivery-2 NEW")::equals);
        awaitMessages("jta", "flaky");
    }

    @ParameterizedTest
    @EnumSource
    @Order(5)
    void bothHaveTheSameOutcomeAfterTheServerWasKilled(Phase phase) throws Exception {
        String id = phase.name();
        assertThatThrownBy(() -> orders.does(phase.name(), id)).isInstanceOf(IOException.class);

        startAgain();

        await().atMost(RECOVERY).ignoreExceptions().untilAsserted(() -> assertThat(orders.inDoubt())
                .isZero());
        int rows = orders.rows(id).size();
        List<String> messages = orders.take("jta");
        System.out.printf(
                "%s killed %s: rows %d, messages %d, in doubt %d%n",
                server(),
                phase.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                rows,
                messages.size(),
                orders.inDoubt());
        int expected = phase == Phase.AFTER_DECISION ? 1 : 0;
        assertThat(rows).isEqualTo(expected);
        assertThat(messages).hasSize(expected).allMatch(id::equals);
    }
}
