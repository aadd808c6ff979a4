package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CONSUME_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_EMPTY;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_OK;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_FLOW_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_BIND_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DELETE_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_PURGE_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_UNBIND_OK;

import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.wire.ReceivedMethod;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §1.7, the class queue. */
@ConformanceTest
class QueueClassTest {
    private final String queue = uniqueName("queue");

    private void declare(WireClient client) {
        client.call(1, Requests.queueDeclare(queue), QUEUE_DECLARE_OK);
    }

    private static void assertNothingWasAnswered(WireClient client) {
        client.call(1, Requests.flow(true), CHANNEL_FLOW_OK);
    }

    /** §1.7.2.2: declare-ok "confirms the name of the queue, essential for automatically-named queues", and its counts. */
    @Test
    void declare_is_answered_with_name_and_counts(WireClient client) {
        ReceivedMethod declareOk = client.call(1, Requests.queueDeclare(queue), QUEUE_DECLARE_OK);

        assertThat(declareOk.shortString()).isEqualTo(queue);
        assertThat(declareOk.longUint()).as("messages").isZero();
        assertThat(declareOk.longUint()).as("consumers").isZero();
        declareOk.end();
    }

    /** §1.7.2.2: message-count and consumer-count. */
    @Test
    void declare_counts_messages_and_consumers(WireClient client) {
        declare(client);
        client.publish(1, "", queue, "1").publish(1, "", queue, "2").publish(1, "", queue, "3");
        client.send(1, Requests.qos(1, false)).expectMethod(60, 11);
        client.call(1, Requests.consume(queue, "", false, false), BASIC_CONSUME_OK);
        client.expectMethod(60, 60);
        client.expectContent(1);

        ReceivedMethod declareOk = client.call(1, Requests.queueDeclarePassive(queue, false), QUEUE_DECLARE_OK);

        assertThat(declareOk.skipName().longUint()).as("ready messages").isEqualTo(2);
        assertThat(declareOk.longUint()).as("consumers").isEqualTo(1);
    }

    /** §1.7.2.1: "the server MUST create a new queue with a unique generated name"; RabbitMQ: amq.gen- and random. */
    @Test
    void declare_without_a_name_makes_one(WireClient client) {
        String first =
                client.call(1, Requests.queueDeclare(""), QUEUE_DECLARE_OK).shortString();
        String second =
                client.call(1, Requests.queueDeclare(""), QUEUE_DECLARE_OK).shortString();

        assertThat(first).startsWith("amq.gen-").hasSizeGreaterThan(20);
        assertThat(second).startsWith("amq.gen-").isNotEqualTo(first);
    }

    /** §1.7.2.1 no-wait. */
    @Test
    void declare_without_waiting_is_not_answered(WireClient client) {
        client.send(1, Requests.queueDeclareNoWait(queue));

        assertNothingWasAnswered(client);
        client.call(1, Requests.queueDeclarePassive(queue, false), QUEUE_DECLARE_OK);
    }

    /** §1.7.2.1 no-wait: errors are still reported. */
    @Test
    void passive_declare_without_waiting_still_reports_errors(WireClient client) {
        client.send(1, Requests.queueDeclarePassive(queue, true));

        client.expectChannelClose(1, 404);
    }

    /** §1.7.2.1 passive: "If the queue does not exist, the server treats this as a failure." */
    @Test
    void passive_declare_of_a_missing_queue_is_404(WireClient client) {
        client.send(1, Requests.queueDeclarePassive(queue, false));

        assertThat(client.expectChannelClose(1, 404).shortString())
                .isEqualTo("NOT_FOUND - no queue '" + queue + "' in vhost '/'");
    }

    /** §1.7.2.3, §1.7.2.4: bind is answered with bind-ok, and messages arrive. */
    @Test
    void bind_is_answered_with_bind_ok(WireClient client) {
        declare(client);

        client.call(1, Requests.queueBind(queue, "amq.direct", queue, false), QUEUE_BIND_OK)
                .end();

        client.publish(1, "amq.direct", queue, "m").call(1, Requests.get(queue, true), BASIC_GET_OK);
    }

    /** §1.7.2.3 no-wait. */
    @Test
    void bind_without_waiting_is_not_answered(WireClient client) {
        declare(client);

        client.send(1, Requests.queueBind(queue, "amq.direct", queue, true));

        assertNothingWasAnswered(client);
        client.publish(1, "amq.direct", queue, "m").call(1, Requests.get(queue, true), BASIC_GET_OK);
    }

    /** §1.7.2.3: "The client MUST either specify a queue name or have previously declared a queue on the same channel". */
    @Test
    void empty_name_means_the_queue_declared_last(WireClient client) {
        declare(client);

        client.call(1, Requests.queueBind("", "amq.direct", queue, false), QUEUE_BIND_OK);

        client.publish(1, "amq.direct", queue, "m").call(1, Requests.get("", true), BASIC_GET_OK);
    }

    /** §1.7.2.3 routing-key: "If the queue name is empty, the server uses the last queue declared on the channel. If the routing key is also empty, the server uses this queue name for the routing key as well." */
    @Test
    void empty_name_and_key_mean_the_name_of_the_queue_declared_last(WireClient client) {
        declare(client);

        client.call(1, Requests.queueBind("", "amq.direct", "", false), QUEUE_BIND_OK);

        client.publish(1, "amq.direct", queue, "m").call(1, Requests.get(queue, true), BASIC_GET_OK);
    }

    /** §1.7.2.5, §1.7.2.6: unbind is answered with unbind-ok, and messages do not arrive any more. */
    @Test
    void unbind_is_answered_with_unbind_ok(WireClient client) {
        declare(client);
        client.call(1, Requests.queueBind(queue, "amq.direct", queue, false), QUEUE_BIND_OK);

        client.call(1, Requests.queueUnbind(queue, "amq.direct", queue), QUEUE_UNBIND_OK)
                .end();

        client.publish(1, "amq.direct", queue, "m").call(1, Requests.get(queue, true), BASIC_GET_EMPTY);
    }

    /** §1.7.2.7, §1.7.2.8: purge-ok "Reports the number of messages purged." */
    @Test
    void purge_is_answered_with_the_number_of_messages(WireClient client) {
        declare(client);
        client.publish(1, "", queue, "1").publish(1, "", queue, "2");

        ReceivedMethod purgeOk = client.call(1, Requests.queuePurge(queue, false), QUEUE_PURGE_OK);

        assertThat(purgeOk.longUint()).isEqualTo(2);
        purgeOk.end();
        client.call(1, Requests.get(queue, true), BASIC_GET_EMPTY);
    }

    /** §1.7.2.7 no-wait. */
    @Test
    void purge_without_waiting_is_not_answered(WireClient client) {
        declare(client);
        client.publish(1, "", queue, "1");

        client.send(1, Requests.queuePurge(queue, true));

        assertNothingWasAnswered(client);
        client.call(1, Requests.get(queue, true), BASIC_GET_EMPTY);
    }

    /** §1.7.2.7: "The server MUST NOT purge messages that have already been sent to a client but not yet acknowledged." */
    @Test
    void purge_spares_what_is_unacknowledged(WireClient client) {
        declare(client);
        client.publish(1, "", queue, "1").publish(1, "", queue, "2");
        long tag = client.call(1, Requests.get(queue, false), BASIC_GET_OK).longLong();
        client.expectContent(1);

        assertThat(client.call(1, Requests.queuePurge(queue, false), QUEUE_PURGE_OK)
                        .longUint())
                .isEqualTo(1);

        client.send(1, Requests.reject(tag, true)).call(1, Requests.get(queue, true), BASIC_GET_OK);
        assertThat(client.expectContent(1).text()).isEqualTo("1");
    }

    /** §1.7.2.9, §1.7.2.10: delete-ok "Reports the number of messages deleted." */
    @Test
    void delete_is_answered_with_the_number_of_messages(WireClient client) {
        declare(client);
        client.publish(1, "", queue, "1").publish(1, "", queue, "2");

        ReceivedMethod deleteOk = client.call(1, Requests.queueDelete(queue, false, false, false), QUEUE_DELETE_OK);

        assertThat(deleteOk.longUint()).isEqualTo(2);
        deleteOk.end();
        client.send(1, Requests.queueDeclarePassive(queue, false)).expectChannelClose(1, 404);
    }

    /** §1.7.2.9 no-wait. */
    @Test
    void delete_without_waiting_is_not_answered(WireClient client) {
        declare(client);

        client.send(1, Requests.queueDelete(queue, false, false, true));

        assertNothingWasAnswered(client);
        client.send(1, Requests.queueDeclarePassive(queue, false)).expectChannelClose(1, 404);
    }

    /** RabbitMQ: delete of something missing is fine, and has deleted nothing. */
    @Test
    void delete_of_a_missing_queue_is_answered_with_0(WireClient client) {
        ReceivedMethod deleteOk = client.call(1, Requests.queueDelete(queue, false, false, false), QUEUE_DELETE_OK);

        assertThat(deleteOk.longUint()).isZero();
    }

    /** §1.7.2.9 if-unused: "The server MUST NOT delete a queue that has consumers on it, if the if-unused field is true." */
    @Test
    void delete_if_unused_of_a_used_queue_is_406(WireClient client) {
        declare(client);
        client.call(1, Requests.consume(queue, "", true, false), BASIC_CONSUME_OK);

        client.send(1, Requests.queueDelete(queue, true, false, false));

        assertThat(client.expectChannelClose(1, 406).shortString())
                .isEqualTo("PRECONDITION_FAILED - queue '" + queue + "' in vhost '/' in use");
    }

    /** §1.7.2.9 if-empty: "The server MUST NOT delete a queue that has messages on it, if the if-empty field is true." */
    @Test
    void delete_if_empty_of_a_queue_with_messages_is_406(WireClient client) {
        declare(client);
        client.publish(1, "", queue, "m");

        client.send(1, Requests.queueDelete(queue, false, true, false));

        assertThat(client.expectChannelClose(1, 406).shortString())
                .isEqualTo("PRECONDITION_FAILED - queue '" + queue + "' in vhost '/' not empty");
    }
}
