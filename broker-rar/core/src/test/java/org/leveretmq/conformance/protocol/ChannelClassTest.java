package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.wire.MethodId.ACCESS_REQUEST;
import static org.leveretmq.conformance.wire.MethodId.ACCESS_REQUEST_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CONSUME_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_DELIVER;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_EMPTY;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_OK;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_CLOSE;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_CLOSE_OK;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_FLOW_OK;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_OPEN_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;
import static org.leveretmq.conformance.wire.WireMethod.method;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.OthersUnaffected;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.ReceivedMethod;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §1.5, the class channel, and the class access of older versions. */
@ConformanceTest
@OthersUnaffected
class ChannelClassTest {
    private static String declare(WireClient client, int channel) {
        return client.call(channel, Requests.queueDeclare(""), QUEUE_DECLARE_OK).shortString();
    }

    /** §1.5.2.1, §1.5.2.2: "This method signals to the client that the channel is ready for use"; one long string is reserved. */
    @Test
    void open_is_answered_with_open_ok(WireClient client) {
        ReceivedMethod openOk = client.call(2, Requests.channelOpen(), CHANNEL_OPEN_OK);

        assertThat(openOk.longString()).isEmpty();
        openOk.end();
    }

    /** §1.5.2.1: "The client MUST NOT use this method on an already-opened channel", 504. */
    @Test
    void second_open_is_504(WireClient client) {
        client.send(1, Requests.channelOpen());

        client.expectConnectionClose(504);
    }

    /** §1.5.2.5, §1.5.2.6: close is answered with close-ok. */
    @Test
    void close_is_answered_with_close_ok(WireClient client) {
        client.call(1, Requests.channelClose(), CHANNEL_CLOSE_OK).end();
    }

    /** §2.2.5: after closing, the number is free. */
    @Test
    void closed_channel_can_be_opened_again(WireClient client) {
        client.call(1, Requests.channelClose(), CHANNEL_CLOSE_OK);

        client.openChannel(1);

        declare(client, 1);
    }

    /** §2.2.5: the same after the server has closed it. */
    @Test
    void channel_closed_by_the_server_can_be_opened_again(WireClient client) {
        client.send(1, Requests.queueDeclarePassive("missing", false));
        client.expectChannelClose(1, 404);

        client.openChannel(1);

        declare(client, 1);
    }

    /** §1.5.2.5: the close tells "the class and method ID of the method which was the cause". */
    @Test
    void close_of_the_server_names_the_method(WireClient client) {
        client.send(1, Requests.queueDeclarePassive("missing", false));

        ReceivedMethod close = client.expectChannelClose(1, 404);

        assertThat(close.shortString()).isEqualTo("NOT_FOUND - no queue 'missing' in vhost '/'");
        assertThat(List.of(close.shortUint(), close.shortUint())).containsExactly(50, 10);
        close.end();
    }

    /** §1.5.2.5: "After sending this method, any received methods except Close and Close-OK MUST be discarded", contents as well. */
    @Test
    void what_comes_for_a_closing_channel_is_dropped(WireClient client) {
        String queue = declare(client, 1);
        client.openChannel(2).send(2, Requests.queueDeclarePassive("missing", false));
        client.expect(2, CHANNEL_CLOSE);

        client.publish(2, "", queue, "dropped")
                .send(2, Requests.queueDeclare(""))
                .send(2, Requests.get(queue, true))
                .send(2, method(CHANNEL_CLOSE_OK))
                .send(1, Requests.get(queue, true));

        client.expect(1, BASIC_GET_EMPTY);
    }

    /** §1.5.2.5: "The response to receiving a Close after sending Close must be to send Close-Ok." */
    @Test
    void close_for_a_closing_channel_is_answered(WireClient client) {
        client.send(1, Requests.queueDeclarePassive("missing", false));
        client.expect(1, CHANNEL_CLOSE);

        client.call(1, Requests.channelClose(), CHANNEL_CLOSE_OK);
    }

    /** §4.5: a channel error leaves the other channels of the connection alone. */
    @Test
    void other_channels_go_on_after_a_channel_error(WireClient client) {
        client.openChannel(2).send(2, Requests.queueDeclarePassive("missing", false));

        client.expectChannelClose(2, 404);

        declare(client, 1);
    }

    /** §1.5.2.5: what the channel had not acknowledged goes back to its queue. */
    @Test
    void close_requeues_what_was_not_acknowledged(WireClient client) {
        String queue = declare(client, 1);
        client.publish(1, "", queue, "m").openChannel(2);
        client.call(2, Requests.get(queue, false), BASIC_GET_OK);
        client.expectContent(2);

        client.call(2, Requests.channelClose(), CHANNEL_CLOSE_OK);

        ReceivedMethod getOk = client.call(1, Requests.get(queue, true), BASIC_GET_OK);
        getOk.longLong();
        assertThat(getOk.bit()).as("redelivered").isTrue();
        client.expectContent(1);
    }

    /** A close-ok that nobody waits for is read over, as late answers happen. */
    @Test
    @DiffersFromPeer("it answers 504")
    void close_ok_for_a_channel_that_is_not_open_is_ignored(WireClient client) {
        client.send(5, method(CHANNEL_CLOSE_OK));

        declare(client, 1);
    }

    /** §1.5.2.3, §1.5.2.4: flow-ok "Confirms to the peer that a flow command was received and processed" and repeats the flag. */
    @Test
    void flow_active_is_answered_with_flow_ok(WireClient client) {
        ReceivedMethod flowOk = client.call(1, Requests.flow(true), CHANNEL_FLOW_OK);

        assertThat(flowOk.bit()).isTrue();
        flowOk.end();
    }

    /** §1.5.2.3: "This method asks the peer to pause or restart the flow of content data." */
    @Test
    @DiffersFromPeer("it answers active=false with 540")
    void flow_inactive_pauses_deliveries(WireClient client) {
        String queue = declare(client, 1);
        client.call(1, Requests.consume(queue, "", true, false), BASIC_CONSUME_OK);

        assertThat(client.call(1, Requests.flow(false), CHANNEL_FLOW_OK).bit()).isFalse();

        client.publish(1, "", queue, "later");
        assertThat(client.call(1, Requests.queueDeclarePassive(queue, false), QUEUE_DECLARE_OK)
                        .skipName()
                        .longUint())
                .as("messages that wait")
                .isEqualTo(1);
    }

    /** §1.5.2.3, as above: restarts. */
    @Test
    @DiffersFromPeer("it answers active=false with 540")
    void flow_active_again_resumes_deliveries(WireClient client) {
        String queue = declare(client, 1);
        client.call(1, Requests.consume(queue, "", true, false), BASIC_CONSUME_OK);
        client.call(1, Requests.flow(false), CHANNEL_FLOW_OK);
        client.publish(1, "", queue, "first").publish(1, "", queue, "second");

        client.send(1, Requests.flow(true));

        List<ReceivedMethod> answers = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        while (bodies.size() < 2 || answers.isEmpty()) {
            ReceivedMethod next = client.nextFrame().method();
            if (next.is(BASIC_DELIVER)) {
                bodies.add(client.expectContent(1).text());
            } else {
                answers.add(next);
            }
        }
        assertThat(bodies).containsExactly("first", "second");
        assertThat(answers).singleElement().satisfies(answer -> assertThat(answer.is(CHANNEL_FLOW_OK))
                .isTrue());
    }

    /** §1.5.2.3: flow is per channel; {@code basic.get} is no flow of the server's making (RabbitMQ: deliveries pause). */
    @Test
    @DiffersFromPeer("it answers active=false with 540")
    void flow_inactive_leaves_get_and_other_channels_alone(WireClient client) {
        String queue = declare(client, 1);
        client.openChannel(2).call(1, Requests.flow(false), CHANNEL_FLOW_OK);
        client.publish(1, "", queue, "m");

        client.call(1, Requests.get(queue, true), BASIC_GET_OK);
        client.expectContent(1);
        client.call(2, Requests.consume(queue, "", true, false), BASIC_CONSUME_OK);
        client.publish(1, "", queue, "n");

        client.expect(2, BASIC_DELIVER);
        assertThat(client.expectContent(2).text()).isEqualTo("n");
    }

    /** §1.5.2.4: a flow-ok from the client needs no answer. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DiffersFromPeer("it answers 503")
    void flow_ok_of_a_client_is_read_over(boolean active, WireClient client) {
        client.send(1, method(CHANNEL_FLOW_OK).bits(active));

        declare(client, 1);
    }

    /** RabbitMQ: very old clients ask for a ticket; it is 1. */
    @Test
    void access_request_is_answered_with_a_ticket(WireClient client) {
        ReceivedMethod requestOk = client.call(
                1, method(ACCESS_REQUEST).shortString("/data").bits(false, true, true, true, true), ACCESS_REQUEST_OK);

        assertThat(requestOk.shortUint()).isEqualTo(1);
        requestOk.end();
    }

    /** §4.3: many channels at once. */
    @Test
    void many_channels_work_side_by_side(TestBroker broker) {
        WireClient client = broker.socket().handshake();
        Map<Integer, List<String>> answers = new HashMap<>();
        for (int channel = 1; channel <= 200; channel++) {
            client.send(channel, Requests.channelOpen()).send(channel, Requests.queueDeclare(""));
        }

        for (int i = 0; i < 400; i++) {
            ReceivedMethod answer = client.nextFrame().method();
            answers.computeIfAbsent(answer.channel(), channel -> new ArrayList<>())
                    .add(answer.toString());
        }

        assertThat(answers).hasSize(200).allSatisfy((channel, names) -> assertThat(names)
                .containsExactly(CHANNEL_OPEN_OK.toString(), QUEUE_DECLARE_OK.toString()));
    }
}
