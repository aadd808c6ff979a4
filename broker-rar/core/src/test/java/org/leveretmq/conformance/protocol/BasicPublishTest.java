package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.wire.MethodId.BASIC_ACK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_EMPTY;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_NACK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_RETURN;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_FLOW_OK;
import static org.leveretmq.conformance.wire.MethodId.CONFIRM_SELECT_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.wire.ReceivedMethod;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §1.8.3.7 and §1.8.3.8, publish and return, and RabbitMQ's class confirm. */
@ConformanceTest
class BasicPublishTest {
    private final String queue = uniqueName("queue");

    private void declare(WireClient client) {
        client.call(1, Requests.queueDeclare(queue), QUEUE_DECLARE_OK);
    }

    private static void assertNothingWasAnswered(WireClient client) {
        client.call(1, Requests.flow(true), CHANNEL_FLOW_OK);
    }

    /** §1.8.3.7: publish has no answer, and to the default exchange the routing key is the queue. */
    @Test
    void publish_is_not_answered(WireClient client) {
        declare(client);

        client.publish(1, "", queue, "m");

        assertNothingWasAnswered(client);
        client.call(1, Requests.get(queue, true), BASIC_GET_OK);
    }

    /** RabbitMQ: to the default exchange with no such queue: dropped. */
    @Test
    void unroutable_message_is_dropped(WireClient client) {
        client.publish(1, "", queue, "m");

        assertNothingWasAnswered(client);
    }

    /** §1.8.3.8, mandatory: "This flag tells the server how to react if the message cannot be routed"; 312 NO_ROUTE. */
    @Test
    void unroutable_mandatory_message_is_returned(WireClient client) {
        client.send(1, Requests.publish("amq.direct", "no such key", true, false))
                .content(1, AllProperties.encode(), new byte[] {1, 2, 3});

        ReceivedMethod returned = client.expect(1, BASIC_RETURN);

        assertThat(returned.shortUint()).isEqualTo(312);
        assertThat(returned.shortString()).isEqualTo("NO_ROUTE");
        assertThat(returned.shortString()).as("exchange").isEqualTo("amq.direct");
        assertThat(returned.shortString()).as("routing key").isEqualTo("no such key");
        returned.end();
        var content = client.expectContent(1);
        assertThat(content.body()).containsExactly(1, 2, 3);
        assertThat(content.properties()).isEqualTo(AllProperties.encode());
    }

    /** §1.8.3.7 immediate: not implemented; RabbitMQ: connection 540. */
    @Test
    void immediate_is_540(WireClient client) {
        declare(client);

        client.send(1, Requests.publish("", queue, false, true)).content(1, Requests.NO_PROPERTIES, new byte[0]);

        ReceivedMethod close = client.expectConnectionClose(540);
        assertThat(close.shortString()).startsWith("NOT_IMPLEMENTED - immediate=true");
        assertThat(List.of(close.shortUint(), close.shortUint())).containsExactly(60, 40);
    }

    /** §1.8.3.7 exchange: "The client MUST NOT attempt to publish a content to an exchange that does not exist"; 404. */
    @Test
    void publish_to_a_missing_exchange_is_404(WireClient client) {
        client.publish(1, queue, "k", "m");

        ReceivedMethod close = client.expectChannelClose(1, 404);

        assertThat(close.shortString()).isEqualTo("NOT_FOUND - no exchange '" + queue + "' in vhost '/'");
        assertThat(List.of(close.shortUint(), close.shortUint())).containsExactly(60, 40);
    }

    /** RabbitMQ's confirm.select is answered with select-ok, as often as it is sent. */
    @Test
    void confirm_select_is_answered_with_select_ok(WireClient client) {
        client.call(1, Requests.confirmSelect(false), CONFIRM_SELECT_OK).end();

        client.call(1, Requests.confirmSelect(false), CONFIRM_SELECT_OK);
    }

    /** RabbitMQ's confirm.select with no-wait. */
    @Test
    void confirm_select_without_waiting_is_not_answered(WireClient client) {
        client.send(1, Requests.confirmSelect(true));

        assertNothingWasAnswered(client);
        client.publish(1, "", "nobody", "m").expect(1, BASIC_ACK);
    }

    /** RabbitMQ: publishes are numbered from 1 on each channel, from confirm.select on. */
    @Test
    void confirms_count_from_1_after_select(WireClient client) {
        declare(client);
        client.publish(1, "", queue, "before").call(1, Requests.confirmSelect(false), CONFIRM_SELECT_OK);

        client.publish(1, "", queue, "first");

        ReceivedMethod ack = client.expect(1, BASIC_ACK);
        assertThat(ack.longLong()).isEqualTo(1);
        assertThat(ack.bit()).as("multiple").isFalse();
        ack.end();
    }

    /** RabbitMQ: each channel has its own numbers. */
    @Test
    void confirms_count_for_each_channel(WireClient client) {
        client.openChannel(2);
        client.call(1, Requests.confirmSelect(false), CONFIRM_SELECT_OK);
        client.call(2, Requests.confirmSelect(false), CONFIRM_SELECT_OK);
        client.publish(1, "", queue, "m").expect(1, BASIC_ACK);

        client.publish(2, "", queue, "m");

        assertThat(client.expect(2, BASIC_ACK).longLong()).isEqualTo(1);
    }

    /** RabbitMQ: mandatory and unroutable on a confirm channel: return, then ack. */
    @Test
    void return_comes_before_the_ack(WireClient client) {
        client.call(1, Requests.confirmSelect(false), CONFIRM_SELECT_OK);

        client.send(1, Requests.publish("", queue, true, false)).content(1, Requests.NO_PROPERTIES, new byte[] {1});

        client.expect(1, BASIC_RETURN);
        client.expectContent(1);
        assertThat(client.expect(1, BASIC_ACK).longLong()).isEqualTo(1);
    }

    /** DESIGN §3: a batch may be acked as one; in the end every number is acked once. */
    @Test
    void every_publish_of_a_batch_is_acked_once(WireClient client) {
        declare(client);
        client.call(1, Requests.confirmSelect(false), CONFIRM_SELECT_OK);
        for (int i = 0; i < 500; i++) {
            client.publish(1, "", queue, "m" + i);
        }

        long acked = 0;
        while (acked < 500) {
            ReceivedMethod ack = client.expect(1, BASIC_ACK);
            long number = ack.longLong();
            assertThat(number).isGreaterThan(acked);
            if (!ack.bit()) {
                assertThat(number)
                        .as("single ack while all before it are acked")
                        .isEqualTo(acked + 1);
            }
            acked = number;
        }

        assertNothingWasAnswered(client);
    }

    /** RabbitMQ, x-overflow reject-publish: what the queue refuses is nacked. */
    @Test
    void refused_publish_is_nacked(WireClient client) {
        client.call(
                1,
                Requests.queueDeclare(
                        queue,
                        Map.of("x-max-length", 1, "x-overflow", "reject-publish"),
                        false,
                        false,
                        true,
                        false,
                        false),
                QUEUE_DECLARE_OK);
        client.call(1, Requests.confirmSelect(false), CONFIRM_SELECT_OK);
        client.publish(1, "", queue, "fits").expect(1, BASIC_ACK);

        client.publish(1, "", queue, "does not");

        ReceivedMethod nack = client.expect(1, BASIC_NACK);
        assertThat(nack.longLong()).isEqualTo(2);
    }

    /** RabbitMQ: confirms are no transactions. */
    @Test
    void confirm_select_on_a_transactional_channel_is_406(WireClient client) {
        client.send(1, TxClassTest.SELECT).expectMethod(90, 11);

        client.send(1, Requests.confirmSelect(false));

        assertThat(client.expectChannelClose(1, 406).shortString())
                .isEqualTo("PRECONDITION_FAILED - cannot switch from tx to confirm mode");
    }

    /** §4.6: what was published is there when a later method of the same channel is answered. */
    @Test
    void effects_are_visible_to_the_next_method(WireClient client) {
        declare(client);
        client.call(1, Requests.get(queue, true), BASIC_GET_EMPTY);

        client.publish(1, "", queue, "m");

        client.call(1, Requests.get(queue, true), BASIC_GET_OK);
    }
}
