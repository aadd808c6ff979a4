package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.OthersUnaffected;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.Frame;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireBytes;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §4.2.6, Content Framing: contents that are incomplete or out of order. */
@ConformanceTest
@OthersUnaffected
class MalformedContentTest {
    private static byte[] header(int classId, long bodySize, byte[] properties) {
        return WireBytes.bytes()
                .shortUint(classId)
                .shortUint(0)
                .longLong(bodySize)
                .raw(properties)
                .toBytes();
    }

    /** §4.2.6: "A peer that receives an incomplete or badly-formatted content MUST raise a connection exception with reply code 505". */
    @Test
    void header_without_a_method_is_505(WireClient client) {
        client.contentHeader(1, 1, Requests.NO_PROPERTIES);

        client.expectConnectionClose(505);
    }

    /** §4.2.6, as above. */
    @Test
    void body_without_a_method_is_505(WireClient client) {
        client.sendFrame(Frame.BODY, 1, new byte[1]);

        client.expectConnectionClose(505);
    }

    /** §4.2.6, as above. */
    @Test
    void body_without_a_header_is_505(WireClient client) {
        client.send(1, Requests.publish("", "nobody"));

        client.sendFrame(Frame.BODY, 1, new byte[1]);

        client.expectConnectionClose(505);
    }

    /** §4.2.6, as above. */
    @Test
    void second_header_is_505(WireClient client) {
        client.send(1, Requests.publish("", "nobody")).contentHeader(1, 5, Requests.NO_PROPERTIES);

        client.contentHeader(1, 5, Requests.NO_PROPERTIES);

        client.expectConnectionClose(505);
    }

    /** §4.2.6: "method frames cannot come in the middle of content" on the same channel. */
    @Test
    void method_instead_of_the_header_is_505(WireClient client) {
        client.send(1, Requests.publish("", "nobody"));

        client.send(1, Requests.flow(true));

        client.expectConnectionClose(505);
    }

    /** §4.2.6, as above: a body smaller than announced is noticed by what comes instead of the rest. */
    @Test
    void method_in_the_middle_of_a_body_is_505(WireClient client) {
        client.send(1, Requests.publish("", "nobody"))
                .contentHeader(1, 10, Requests.NO_PROPERTIES)
                .sendFrame(Frame.BODY, 1, new byte[4]);

        client.send(1, Requests.publish("", "nobody"));

        client.expectConnectionClose(505);
    }

    /** §4.2.6: a body larger than announced. */
    @Test
    @DiffersFromPeer("it takes the surplus without a word")
    void body_larger_than_announced_ends_the_connection(WireClient client) {
        client.send(1, Requests.publish("", "nobody")).contentHeader(1, 3, Requests.NO_PROPERTIES);

        client.sendFrame(Frame.BODY, 1, new byte[4]);

        client.expectConnectionClose(501, 505);
    }

    /** §4.2.6: a body frame after a content that was complete. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void body_frame_after_the_announced_body_is_505(int announced, WireClient client) {
        client.send(1, Requests.publish("", "nobody")).content(1, Requests.NO_PROPERTIES, new byte[announced]);

        client.sendFrame(Frame.BODY, 1, new byte[1]);

        client.expectConnectionClose(505);
    }

    /** §4.2.6.1: "The class-id MUST match the method frame class id", else an error of the connection. */
    @ParameterizedTest
    @ValueSource(ints = {0, 50, 61, 65_535})
    void header_of_another_class_ends_the_connection(int classId, WireClient client) {
        client.send(1, Requests.publish("", "nobody"));

        client.sendFrame(Frame.HEADER, 1, header(classId, 0, Requests.NO_PROPERTIES));

        client.expectConnectionClose(501, 505);
    }

    /** §4.2.6.1: "The weight field is unused and must be zero." */
    @Test
    void header_with_a_weight_is_505(WireClient client) {
        client.send(1, Requests.publish("", "nobody"));

        client.sendFrame(
                Frame.HEADER,
                1,
                WireBytes.bytes()
                        .shortUint(60)
                        .shortUint(1)
                        .longLong(0)
                        .shortUint(0)
                        .toBytes());

        client.expectConnectionClose(501, 505);
    }

    /** §4.2.6.1: class, weight, size and flags take 14 bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 11, 13})
    @DiffersFromPeer("it answers 501, or 541")
    void truncated_header_is_502(int size, WireClient client) {
        client.send(1, Requests.publish("", "nobody"));

        client.sendFrame(Frame.HEADER, 1, Arrays.copyOf(header(60, 0, Requests.NO_PROPERTIES), size));

        client.expectConnectionClose(502);
    }

    /** §4.2.6.1: the flags announce properties that are not there. */
    @ParameterizedTest
    @ValueSource(ints = {0x8000, 0x4000, 0x2000, 0x1000, 0x0800, 0x0040, 0xFFFC})
    @DiffersFromPeer("it answers 541")
    void properties_cut_off_are_502(int flags, WireClient client) {
        client.send(1, Requests.publish("", "nobody"));

        client.contentHeader(1, 0, WireBytes.bytes().shortUint(flags).toBytes());

        client.expectConnectionClose(502);
    }

    /** §4.2.6.1: nothing follows the properties. */
    @Test
    @DiffersFromPeer("it answers 541")
    void bytes_after_the_properties_are_502(WireClient client) {
        client.send(1, Requests.publish("", "nobody"));

        client.contentHeader(1, 0, WireBytes.bytes().shortUint(0).octet(1).toBytes());

        client.expectConnectionClose(502);
    }

    /** RabbitMQ, max message size: nothing is set aside for what a header claims; the channel is closed with 406. */
    @ParameterizedTest
    @DiffersFromPeer("it looks at the size when the body has come")
    @ValueSource(longs = {(128L << 20) + 1, 1L << 40, Long.MAX_VALUE, -1})
    void announced_body_above_the_limit_is_406(long bodySize, WireClient client) {
        client.send(1, Requests.publish("", "nobody"));

        client.contentHeader(1, bodySize, Requests.NO_PROPERTIES);

        client.expectChannelClose(1, 406);
    }

    /** §4.3: contents of two channels may be mixed frame by frame. */
    @Test
    void contents_of_two_channels_may_be_interleaved(WireClient client) {
        client.openChannel(2);
        String first =
                client.call(1, Requests.queueDeclare(""), QUEUE_DECLARE_OK).shortString();
        String second =
                client.call(2, Requests.queueDeclare(""), QUEUE_DECLARE_OK).shortString();

        client.send(1, Requests.publish("", first))
                .send(2, Requests.publish("", second))
                .contentHeader(2, 4, Requests.NO_PROPERTIES)
                .contentHeader(1, 4, Requests.NO_PROPERTIES)
                .sendFrame(Frame.BODY, 1, new byte[] {'o', 'n'})
                .sendFrame(Frame.BODY, 2, new byte[] {'t', 'w', 'o', '!'})
                .sendFrame(Frame.BODY, 1, new byte[] {'e', '!'});

        client.call(1, Requests.get(first, true), BASIC_GET_OK);
        assertThat(client.expectContent(1).text()).isEqualTo("one!");
        client.call(2, Requests.get(second, true), BASIC_GET_OK);
        assertThat(client.expectContent(2).text()).isEqualTo("two!");
    }

    /** §4.2.6.2: a body "may be split into multiple frames", empty ones among them. */
    @Test
    void empty_body_frames_are_read_over(WireClient client) {
        String queue =
                client.call(1, Requests.queueDeclare(""), QUEUE_DECLARE_OK).shortString();

        client.send(1, Requests.publish("", queue))
                .contentHeader(1, 2, Requests.NO_PROPERTIES)
                .sendFrame(Frame.BODY, 1, new byte[0])
                .sendFrame(Frame.BODY, 1, new byte[] {'o'})
                .sendFrame(Frame.BODY, 1, new byte[0])
                .sendFrame(Frame.BODY, 1, new byte[] {'k'});

        client.call(1, Requests.get(queue, true), BASIC_GET_OK);
        assertThat(client.expectContent(1).text()).isEqualTo("ok");
    }

    /** §4.2.6: a client that leaves in the middle of a content has published nothing. */
    @Test
    void content_cut_off_by_the_end_of_the_connection_is_not_published(TestBroker broker) {
        WireClient reader = broker.wire();
        String queue = TestBroker.uniqueName("cut");
        reader.call(1, Requests.queueDeclare(queue, Map.of(), false, false, false, true, false), QUEUE_DECLARE_OK);
        WireClient client = broker.wire();
        client.publish(1, "", queue, "whole")
                .send(1, Requests.publish("", queue))
                .contentHeader(1, 10, Requests.NO_PROPERTIES)
                .sendFrame(Frame.BODY, 1, new byte[4]);

        client.close();

        assertThat(reader.call(1, Requests.queueDeclarePassive(queue, false), QUEUE_DECLARE_OK)
                        .skipName()
                        .longUint())
                .isLessThanOrEqualTo(1);
    }
}
