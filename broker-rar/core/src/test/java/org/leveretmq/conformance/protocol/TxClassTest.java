package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_EMPTY;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_OK;
import static org.leveretmq.conformance.wire.MethodId.CONFIRM_SELECT_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;
import static org.leveretmq.conformance.wire.MethodId.TX_COMMIT;
import static org.leveretmq.conformance.wire.MethodId.TX_COMMIT_OK;
import static org.leveretmq.conformance.wire.MethodId.TX_ROLLBACK;
import static org.leveretmq.conformance.wire.MethodId.TX_ROLLBACK_OK;
import static org.leveretmq.conformance.wire.MethodId.TX_SELECT;
import static org.leveretmq.conformance.wire.MethodId.TX_SELECT_OK;
import static org.leveretmq.conformance.wire.WireMethod.method;

import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;
import org.leveretmq.conformance.wire.WireMethod;

/** AMQP 0-9-1 §1.9, the class tx. */
@ConformanceTest
class TxClassTest {
    static final WireMethod SELECT = method(TX_SELECT);
    private static final WireMethod COMMIT = method(TX_COMMIT);
    private static final WireMethod ROLLBACK = method(TX_ROLLBACK);

    private final String queue = uniqueName("queue");

    private void declareAndSelect(WireClient client) {
        client.call(1, Requests.queueDeclare(queue), QUEUE_DECLARE_OK);
        client.call(1, SELECT, TX_SELECT_OK);
    }

    /** §1.9.2.1, §1.9.2.2: "the channel was successfully set to use standard transactions"; twice is fine. */
    @Test
    void select_is_answered_with_select_ok(WireClient client) {
        client.call(1, SELECT, TX_SELECT_OK).end();

        client.call(1, SELECT, TX_SELECT_OK);
    }

    /** §1.9.2.3, §1.9.2.4: "commits all message publications and acknowledgments performed in the current transaction". */
    @Test
    void commit_is_answered_with_commit_ok(WireClient client) {
        declareAndSelect(client);
        client.publish(1, "", queue, "m").call(1, Requests.get(queue, true), BASIC_GET_EMPTY);

        client.call(1, COMMIT, TX_COMMIT_OK).end();

        client.call(1, Requests.get(queue, true), BASIC_GET_OK);
    }

    /** §1.9.2.3: "A new transaction starts immediately after a commit." */
    @Test
    void new_transaction_starts_after_commit(WireClient client) {
        declareAndSelect(client);
        client.call(1, COMMIT, TX_COMMIT_OK);

        client.publish(1, "", queue, "m");

        client.call(1, Requests.get(queue, true), BASIC_GET_EMPTY);
    }

    /** §1.9.2.5, §1.9.2.6: "abandons all message publications and acknowledgments performed in the current transaction". */
    @Test
    void rollback_is_answered_with_rollback_ok(WireClient client) {
        declareAndSelect(client);
        client.publish(1, "", queue, "m");

        client.call(1, ROLLBACK, TX_ROLLBACK_OK).end();

        client.call(1, COMMIT, TX_COMMIT_OK);
        client.call(1, Requests.get(queue, true), BASIC_GET_EMPTY);
    }

    /** §1.9.2.5: "unacked messages will not be automatically redelivered by rollback"; RabbitMQ: their tags stay unacked. */
    @Test
    void acks_are_undone_by_rollback(WireClient client) {
        declareAndSelect(client);
        client.publish(1, "", queue, "m").call(1, COMMIT, TX_COMMIT_OK);
        long tag = client.call(1, Requests.get(queue, false), BASIC_GET_OK).longLong();
        client.expectContent(1);
        client.send(1, Requests.ack(tag, false));

        client.call(1, ROLLBACK, TX_ROLLBACK_OK);

        client.call(1, Requests.get(queue, true), BASIC_GET_EMPTY);
        client.send(1, Requests.ack(tag, false)).call(1, COMMIT, TX_COMMIT_OK);
    }

    /** §1.9.2.3: "The client MUST NOT use the Commit method on non-transacted channels"; RabbitMQ: 406. */
    @Test
    void commit_without_select_is_406(WireClient client) {
        client.send(1, COMMIT);

        assertThat(client.expectChannelClose(1, 406).shortString())
                .isEqualTo("PRECONDITION_FAILED - channel is not transactional");
    }

    /** §1.9.2.5: "The client MUST NOT use the Rollback method on non-transacted channels." */
    @Test
    void rollback_without_select_is_406(WireClient client) {
        client.send(1, ROLLBACK);

        assertThat(client.expectChannelClose(1, 406).shortString())
                .isEqualTo("PRECONDITION_FAILED - channel is not transactional");
    }

    /** RabbitMQ: transactions are no confirms. */
    @Test
    void select_on_a_confirm_channel_is_406(WireClient client) {
        client.call(1, Requests.confirmSelect(false), CONFIRM_SELECT_OK);

        client.send(1, SELECT);

        assertThat(client.expectChannelClose(1, 406).shortString())
                .isEqualTo("PRECONDITION_FAILED - cannot switch from confirm to tx mode");
    }

    /** §1.8.3.13 multiple: the check of a tag "MUST be done immediately and not delayed until a Tx.Commit". */
    @Test
    void unknown_tag_is_noticed_before_commit(WireClient client) {
        declareAndSelect(client);

        client.send(1, Requests.ack(99, false));

        client.expectChannelClose(1, 406);
    }

    /** §1.9.2.3: what was not committed when the channel closes did not happen. */
    @Test
    void closing_the_channel_abandons_the_transaction(WireClient client) {
        declareAndSelect(client);
        client.publish(1, "", queue, "m").openChannel(2);

        client.send(1, Requests.channelClose()).expectMethod(20, 41);

        client.call(2, Requests.get(queue, true), BASIC_GET_EMPTY);
    }
}
