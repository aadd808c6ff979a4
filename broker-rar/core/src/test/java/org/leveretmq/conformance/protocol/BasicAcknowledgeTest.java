package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CONSUME_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_DELIVER;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_EMPTY;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_QOS_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_RECOVER_ASYNC;
import static org.leveretmq.conformance.wire.MethodId.BASIC_RECOVER_OK;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_FLOW_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;
import static org.leveretmq.conformance.wire.WireMethod.method;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.wire.ReceivedMethod;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §1.8.3.13 to §1.8.3.17: ack, reject, recover, recover-async, and RabbitMQ's nack. */
@ConformanceTest
class BasicAcknowledgeTest {
    private final String queue = uniqueName("queue");

    /** What a get has brought. */
    private record Got(long tag, boolean redelivered, String body) {}

    private void publish(WireClient client, String... bodies) {
        client.call(1, Requests.queueDeclare(queue), QUEUE_DECLARE_OK);
        for (String body : bodies) {
            client.publish(1, "", queue, body);
        }
    }

    private Got get(WireClient client) {
        ReceivedMethod getOk = client.call(1, Requests.get(queue, false), BASIC_GET_OK);
        return new Got(getOk.longLong(), getOk.bit(), client.expectContent(1).text());
    }

    private void assertEmpty(WireClient client) {
        client.call(1, Requests.get(queue, false), BASIC_GET_EMPTY);
    }

    private static void assertNothingWasAnswered(WireClient client) {
        client.call(1, Requests.flow(true), CHANNEL_FLOW_OK);
    }

    /** Closes the channel, which requeues everything that is still unacknowledged, and counts. */
    private long messagesAfterClose(WireClient client) {
        client.openChannel(2).send(1, Requests.channelClose()).expectMethod(20, 41);
        return client.call(2, Requests.queueDeclarePassive(queue, false), QUEUE_DECLARE_OK)
                .skipName()
                .longUint();
    }

    /** §1.8.3.13: ack has no answer, and the message is gone. */
    @Test
    void acked_message_is_gone(WireClient client) {
        publish(client, "m");
        Got got = get(client);

        client.send(1, Requests.ack(got.tag(), false));

        assertNothingWasAnswered(client);
        assertThat(messagesAfterClose(client)).isZero();
    }

    /** §1.8.3.13 multiple: "acknowledges all messages up to and including" the tag. */
    @Test
    void multiple_ack_means_all_up_to_the_tag(WireClient client) {
        publish(client, "1", "2", "3");
        get(client);
        long second = get(client).tag();
        get(client);

        client.send(1, Requests.ack(second, true));

        assertThat(messagesAfterClose(client)).isEqualTo(1);
    }

    /** §1.8.3.13: "If the multiple field is 1, and the delivery tag is zero, this indicates acknowledgement of all outstanding messages." */
    @Test
    void multiple_ack_of_0_means_all(WireClient client) {
        publish(client, "1", "2");
        get(client);
        get(client);

        client.send(1, Requests.ack(0, true));

        assertThat(messagesAfterClose(client)).isZero();
    }

    /** RabbitMQ: ack 0 multiple with nothing unacked is fine. */
    @Test
    void multiple_ack_of_0_with_nothing_to_ack_is_fine(WireClient client) {
        client.send(1, Requests.ack(0, true));

        assertNothingWasAnswered(client);
    }

    /** §1.8.3.13: "The server MUST validate that a non-zero delivery-tag refers to a delivered message". */
    @ParameterizedTest
    @ValueSource(longs = {99, Long.MAX_VALUE, 0})
    void unknown_tag_is_406(long tag, WireClient client) {
        client.send(1, Requests.ack(tag, false));

        ReceivedMethod close = client.expectChannelClose(1, 406);

        assertThat(close.shortString()).isEqualTo("PRECONDITION_FAILED - unknown delivery tag " + tag);
        assertThat(List.of(close.shortUint(), close.shortUint())).containsExactly(60, 80);
    }

    /** §1.8.3.13: "a client MUST not acknowledge the same message more than once". */
    @Test
    void acking_twice_is_406(WireClient client) {
        publish(client, "m");
        Got got = get(client);
        client.send(1, Requests.ack(got.tag(), false));

        client.send(1, Requests.ack(got.tag(), false));

        client.expectChannelClose(1, 406);
    }

    /** §1.1 delivery-tag: "a client MUST NOT receive a message on one channel and then acknowledge it on another". */
    @Test
    void tag_of_another_channel_is_406(WireClient client) {
        publish(client, "m");
        Got got = get(client);
        client.openChannel(2);

        client.send(2, Requests.ack(got.tag(), false));

        client.expectChannelClose(2, 406);
    }

    /** §1.8.3.14 requeue: "the server will attempt to requeue the message". */
    @Test
    void reject_with_requeue_puts_the_message_back(WireClient client) {
        publish(client, "1", "2");
        Got got = get(client);

        client.send(1, Requests.reject(got.tag(), true));

        Got again = get(client);
        assertThat(again.body()).isEqualTo("1");
        assertThat(again.redelivered()).isTrue();
    }

    /** §1.8.3.14: without requeue the message is discarded. */
    @Test
    void reject_without_requeue_discards_the_message(WireClient client) {
        publish(client, "m");
        Got got = get(client);

        client.send(1, Requests.reject(got.tag(), false));

        assertEmpty(client);
        assertThat(messagesAfterClose(client)).isZero();
    }

    /** §1.8.3.14, as for ack. */
    @Test
    void reject_of_an_unknown_tag_is_406(WireClient client) {
        client.send(1, Requests.reject(99, true));

        assertThat(client.expectChannelClose(1, 406).shortString())
                .isEqualTo("PRECONDITION_FAILED - unknown delivery tag 99");
    }

    /** RabbitMQ's nack with requeue, several at once. */
    @Test
    void nack_multiple_with_requeue_puts_the_messages_back_in_order(WireClient client) {
        publish(client, "1", "2", "3");
        get(client);
        long second = get(client).tag();

        client.send(1, Requests.nack(second, true, true));

        assertThat(List.of(get(client).body(), get(client).body(), get(client).body()))
                .containsExactly("1", "2", "3");
    }

    /** RabbitMQ's nack without requeue. */
    @Test
    void nack_without_requeue_discards_the_message(WireClient client) {
        publish(client, "m");
        Got got = get(client);

        client.send(1, Requests.nack(got.tag(), false, false));

        assertThat(messagesAfterClose(client)).isZero();
    }

    /** RabbitMQ's nack, as for ack. */
    @Test
    void nack_of_an_unknown_tag_is_406(WireClient client) {
        client.send(1, Requests.nack(99, false, true));

        assertThat(client.expectChannelClose(1, 406).shortString())
                .isEqualTo("PRECONDITION_FAILED - unknown delivery tag 99");
    }

    /** §1.8.3.16: recover "asks the server to redeliver all unacknowledged messages"; §1.8.3.17: recover-ok. */
    @Test
    void recover_is_answered_with_recover_ok_and_requeues(WireClient client) {
        publish(client, "1", "2");
        get(client);
        get(client);

        client.call(1, Requests.recover(true), BASIC_RECOVER_OK).end();

        Got again = get(client);
        assertThat(again.body()).isEqualTo("1");
        assertThat(again.redelivered()).as("redelivered").isTrue();
    }

    /** §1.8.3.15: recover-async is recover without an answer. */
    @Test
    void recover_async_is_not_answered_and_requeues(WireClient client) {
        publish(client, "1");
        get(client);

        client.send(1, method(BASIC_RECOVER_ASYNC).bits(true));

        assertNothingWasAnswered(client);
        assertThat(get(client).redelivered()).isTrue();
    }

    /** RabbitMQ: recover with requeue=false is 540. */
    @Test
    void recover_without_requeue_is_540(WireClient client) {
        client.send(1, Requests.recover(false));

        client.expectConnectionClose(540);
    }

    /** RabbitMQ: recover-async likewise. */
    @Test
    void recover_async_without_requeue_is_540(WireClient client) {
        client.send(1, method(BASIC_RECOVER_ASYNC).bits(false));

        client.expectConnectionClose(540);
    }

    /** §1.8.3.1 prefetch-count: "the server … MUST NOT send more". */
    @Test
    void consumer_gets_no_more_than_its_prefetch(WireClient client) {
        publish(client, "1", "2", "3");
        client.call(1, Requests.qos(2, false), BASIC_QOS_OK);
        client.call(1, Requests.consume(queue, "", false, false), BASIC_CONSUME_OK);

        client.expect(1, BASIC_DELIVER);
        client.expectContent(1);
        client.expect(1, BASIC_DELIVER);
        client.expectContent(1);
        assertNothingWasAnswered(client);

        client.send(1, Requests.ack(1, false)).expect(1, BASIC_DELIVER);
        assertThat(client.expectContent(1).text()).isEqualTo("3");
    }

    /** §1.1 delivery-tag: "The server MUST NOT use a zero value for delivery tags"; they count from 1, no-ack deliveries too. */
    @Test
    void delivery_tags_count_every_delivery_of_the_channel(WireClient client) {
        publish(client, "1", "2", "3");
        client.call(1, Requests.get(queue, true), BASIC_GET_OK);
        client.expectContent(1);

        assertThat(List.of(get(client).tag(), get(client).tag())).containsExactly(2L, 3L);
    }
}
