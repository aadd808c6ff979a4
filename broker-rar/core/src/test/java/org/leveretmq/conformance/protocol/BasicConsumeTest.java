package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CANCEL;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CANCEL_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CONSUME;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CONSUME_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_DELIVER;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_EMPTY;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_QOS;
import static org.leveretmq.conformance.wire.MethodId.BASIC_QOS_OK;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_FLOW_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DELETE_OK;
import static org.leveretmq.conformance.wire.WireMethod.method;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.ReceivedContent;
import org.leveretmq.conformance.wire.ReceivedMethod;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §1.8: qos, consume, cancel, deliver and get of the class basic. */
@ConformanceTest
class BasicConsumeTest {
    private final String queue = uniqueName("queue");

    private void declare(WireClient client) {
        client.call(1, Requests.queueDeclare(queue), QUEUE_DECLARE_OK);
    }

    private static void assertNothingWasAnswered(WireClient client) {
        client.call(1, Requests.flow(true), CHANNEL_FLOW_OK);
    }

    /** §1.8.3.1, §1.8.3.2: "the requested QoS levels could be handled by the server". */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void qos_is_answered_with_qos_ok(boolean global, WireClient client) {
        client.call(1, Requests.qos(10, global), BASIC_QOS_OK).end();
    }

    /** RabbitMQ: prefetch-size other than 0 is 540. */
    @Test
    void qos_with_a_size_is_540(WireClient client) {
        client.send(1, method(BASIC_QOS).longUint(1000).shortUint(0).bits(false));

        client.expectConnectionClose(540);
    }

    /** §1.8.3.4: "The server provides the client with a consumer tag". */
    @Test
    void consume_is_answered_with_the_tag(WireClient client) {
        declare(client);

        ReceivedMethod consumeOk = client.call(1, Requests.consume(queue, "my tag", true, false), BASIC_CONSUME_OK);

        assertThat(consumeOk.shortString()).isEqualTo("my tag");
        consumeOk.end();
    }

    /** §1.8.3.3 consumer-tag: "If this field is empty the server will generate a unique tag." */
    @Test
    void consume_without_a_tag_makes_one(WireClient client) {
        declare(client);

        String first = client.call(1, Requests.consume(queue, "", true, false), BASIC_CONSUME_OK)
                .shortString();
        String second = client.call(1, Requests.consume(queue, "", true, false), BASIC_CONSUME_OK)
                .shortString();

        assertThat(first).startsWith("amq.ctag-").isNotEqualTo(second);
    }

    /** §1.8.3.3 no-wait. */
    @Test
    void consume_without_waiting_is_not_answered(WireClient client) {
        declare(client);

        client.send(1, Requests.consume(queue, "tag", true, true));

        assertNothingWasAnswered(client);
        client.publish(1, "", queue, "m");
        assertThat(client.expect(1, BASIC_DELIVER).shortString()).isEqualTo("tag");
    }

    /** §1.8.3.3 consumer-tag: "The client MUST NOT specify a tag that refers to an existing consumer", 530. */
    @Test
    void consumer_tag_twice_is_530(WireClient client) {
        declare(client);
        client.call(1, Requests.consume(queue, "tag", true, false), BASIC_CONSUME_OK);

        client.send(1, Requests.consume(queue, "tag", true, false));

        assertThat(client.expectConnectionClose(530).shortString())
                .isEqualTo("NOT_ALLOWED - attempt to reuse consumer tag 'tag'");
    }

    /** §1.8.3.3 consumer-tag: "local to a channel, so two clients can use the same consumer tags". */
    @Test
    void same_consumer_tag_on_another_channel_is_fine(WireClient client) {
        declare(client);
        client.openChannel(2).call(1, Requests.consume(queue, "tag", true, false), BASIC_CONSUME_OK);

        client.call(2, Requests.consume(queue, "tag", true, false), BASIC_CONSUME_OK);
    }

    /** §1.8.3.3 exclusive: "Request exclusive consumer access"; RabbitMQ: 403 while there are consumers. */
    @Test
    void exclusive_consume_besides_a_consumer_is_403(WireClient client) {
        declare(client);
        client.openChannel(2).call(2, Requests.consume(queue, "", true, false), BASIC_CONSUME_OK);

        client.send(
                1,
                method(BASIC_CONSUME)
                        .shortUint(0)
                        .shortString(queue)
                        .shortString("")
                        .bits(false, true, true, false)
                        .emptyTable());

        assertThat(client.expectChannelClose(1, 403).shortString())
                .isEqualTo("ACCESS_REFUSED - queue '" + queue + "' in vhost '/' in exclusive use");
    }

    /** §1.8.3.9: deliver carries tag, delivery tag, redelivered, exchange and routing key; then comes the content. */
    @Test
    void deliver_says_what_was_published_and_where(WireClient client) {
        declare(client);
        client.call(1, Requests.consume(queue, "tag", false, false), BASIC_CONSUME_OK);

        client.publish(1, "", queue, "hello");

        ReceivedMethod deliver = client.expect(1, BASIC_DELIVER);
        assertThat(deliver.shortString()).isEqualTo("tag");
        assertThat(deliver.longLong()).as("delivery tag").isEqualTo(1);
        assertThat(deliver.bit()).as("redelivered").isFalse();
        assertThat(deliver.shortString()).as("exchange").isEmpty();
        assertThat(deliver.shortString()).as("routing key").isEqualTo(queue);
        deliver.end();
        ReceivedContent content = client.expectContent(1);
        assertThat(content.classId()).isEqualTo(60);
        assertThat(content.weight()).isZero();
        assertThat(content.bodySize()).isEqualTo(5);
        assertThat(content.properties()).isEqualTo(Requests.NO_PROPERTIES);
        assertThat(content.text()).isEqualTo("hello");
    }

    /** §4.2.6: an empty content is a header alone. */
    @Test
    void empty_body_has_no_body_frame(WireClient client) {
        declare(client);
        client.call(1, Requests.consume(queue, "", true, false), BASIC_CONSUME_OK);

        client.publish(1, "", queue, "").publish(1, "", queue, "next");

        client.expect(1, BASIC_DELIVER);
        assertThat(client.expectContent(1).frameSizes()).isEmpty();
        client.expect(1, BASIC_DELIVER);
    }

    /** §3.1.1: "The server MUST NOT modify message content"; properties come as they went, bit for bit. */
    @Test
    void properties_come_out_as_they_went_in(WireClient client) {
        declare(client);
        byte[] properties = AllProperties.encode();

        client.send(1, Requests.publish("", queue)).content(1, properties, new byte[] {1});

        client.call(1, Requests.get(queue, true), BASIC_GET_OK);
        assertThat(client.expectContent(1).properties()).isEqualTo(properties);
    }

    /** §1.8.3.5, §1.8.3.6: cancel-ok repeats the tag, and no deliveries come any more. */
    @Test
    void cancel_is_answered_with_the_tag(WireClient client) {
        declare(client);
        client.call(1, Requests.consume(queue, "tag", true, false), BASIC_CONSUME_OK);

        ReceivedMethod cancelOk = client.call(1, Requests.cancel("tag", false), BASIC_CANCEL_OK);

        assertThat(cancelOk.shortString()).isEqualTo("tag");
        cancelOk.end();
        client.publish(1, "", queue, "m").call(1, Requests.get(queue, true), BASIC_GET_OK);
    }

    /** §1.8.3.5 no-wait. */
    @Test
    void cancel_without_waiting_is_not_answered(WireClient client) {
        declare(client);
        client.call(1, Requests.consume(queue, "tag", true, false), BASIC_CONSUME_OK);

        client.send(1, Requests.cancel("tag", true));

        assertNothingWasAnswered(client);
        client.publish(1, "", queue, "m").call(1, Requests.get(queue, true), BASIC_GET_OK);
    }

    /** RabbitMQ: cancelling an unknown tag is fine. */
    @Test
    void cancel_of_an_unknown_tag_is_answered(WireClient client) {
        assertThat(client.call(1, Requests.cancel("nobody", false), BASIC_CANCEL_OK)
                        .shortString())
                .isEqualTo("nobody");
    }

    /** RabbitMQ, consumer cancel notification: {@code basic.cancel} with no-wait from the server when the queue goes. */
    @Test
    void consumer_is_told_when_its_queue_is_deleted(TestBroker broker) {
        WireClient client = broker.socket()
                .capabilities("consumer_cancel_notify")
                .handshake()
                .openChannel(1);
        declare(client);
        client.call(1, Requests.consume(queue, "tag", true, false), BASIC_CONSUME_OK);
        client.openChannel(2).send(2, Requests.queueDelete(queue, false, false, true));

        ReceivedMethod cancel = client.expect(1, BASIC_CANCEL);

        assertThat(cancel.shortString()).isEqualTo("tag");
        assertThat(cancel.bit()).as("no-wait").isTrue();
        cancel.end();
    }

    /** As above: a client that answers it with cancel-ok, as some do, does no harm. */
    @Test
    @DiffersFromPeer("it answers 503")
    void cancel_ok_of_a_client_is_read_over(TestBroker broker) {
        WireClient client = broker.socket()
                .capabilities("consumer_cancel_notify")
                .handshake()
                .openChannel(1);
        declare(client);
        client.call(1, Requests.consume(queue, "tag", true, false), BASIC_CONSUME_OK);
        client.send(1, Requests.queueDelete(queue, false, false, true)).expect(1, BASIC_CANCEL);

        client.send(1, method(BASIC_CANCEL_OK).shortString("tag"));

        assertNothingWasAnswered(client);
    }

    /** As above: a client without the capability is not told. */
    @Test
    void consumer_without_the_capability_is_not_told(WireClient client) {
        declare(client);
        client.call(1, Requests.consume(queue, "tag", true, false), BASIC_CONSUME_OK);

        client.call(1, Requests.queueDelete(queue, false, false, false), QUEUE_DELETE_OK);

        assertNothingWasAnswered(client);
    }

    /** §1.8.3.10, §1.8.3.11: get-ok carries delivery tag, redelivered, exchange, routing key and the number of messages left. */
    @Test
    void get_is_answered_with_a_message(WireClient client) {
        declare(client);
        client.publish(1, "", queue, "1").publish(1, "", queue, "2");

        ReceivedMethod getOk = client.call(1, Requests.get(queue, false), BASIC_GET_OK);

        assertThat(getOk.longLong()).as("delivery tag").isEqualTo(1);
        assertThat(getOk.bit()).as("redelivered").isFalse();
        assertThat(getOk.shortString()).as("exchange").isEmpty();
        assertThat(getOk.shortString()).as("routing key").isEqualTo(queue);
        assertThat(getOk.longUint()).as("messages left").isEqualTo(1);
        getOk.end();
        assertThat(client.expectContent(1).text()).isEqualTo("1");
    }

    /** §1.8.3.12: get-empty "tells the client that the queue has no messages available"; one short string is reserved. */
    @Test
    void get_from_an_empty_queue_is_answered_with_get_empty(WireClient client) {
        declare(client);

        ReceivedMethod getEmpty = client.call(1, Requests.get(queue, false), BASIC_GET_EMPTY);

        getEmpty.shortString();
        getEmpty.end();
    }
}
