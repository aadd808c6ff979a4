package org.leveretmq.conformance.protocol;

import static org.leveretmq.conformance.wire.MethodId.CHANNEL_FLOW_OK;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.OthersUnaffected;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.Frame;
import org.leveretmq.conformance.wire.MethodId;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireBytes;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §4.2.3, General Frame Format: frames that are none. */
@ConformanceTest
@OthersUnaffected
class MalformedFrameTest {
    /** §4.2.3: "The frame-end octet MUST always be the hexadecimal value %xCE"; RabbitMQ: 501. */
    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xCD, 0xCF, 0xFF})
    void wrong_end_of_a_frame_is_501(int end, WireClient client) {
        byte[] payload = Requests.flow(true).toBytes();

        client.raw(WireBytes.frame(Frame.METHOD, 1, payload.length, payload, end));

        client.expectConnectionClose(501);
    }

    /** §4.2.3: a type that is not defined is "a fatal protocol error"; RabbitMQ: 501. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 5, 6, 7, 9, 255})
    void unknown_frame_type_is_501(int type, WireClient client) {
        client.sendFrame(type, 1, new byte[] {1, 2, 3});

        client.expectConnectionClose(501);
    }

    /** §4.2.3: "A peer that receives an oversized frame MUST signal a connection exception with reply code 501", before it has arrived. */
    @ParameterizedTest
    @ValueSource(longs = {200_000, 0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFFL})
    void announced_size_above_frame_max_is_501_at_once(long size, WireClient client) {
        client.raw(WireBytes.bytes()
                .octet(Frame.BODY)
                .shortUint(1)
                .longUint(size)
                .octet(0)
                .toBytes());

        client.expectConnectionClose(501);
    }

    /** §4.2.3, as above: in the handshake, too, nobody can make the broker set memory aside. */
    @Test
    void oversized_frame_in_the_handshake_ends_the_connection(TestBroker broker) {
        WireClient client = broker.socket().header();
        client.expectMethod(10, 10);

        client.raw(WireBytes.bytes()
                .octet(Frame.METHOD)
                .shortUint(0)
                .longUint(0x7FFFFFFF)
                .octet(0)
                .toBytes());

        client.expectConnectionEnd(501);
    }

    /** §4.2.3: a heartbeat on a channel other than 0 is 503. */
    @Test
    @DiffersFromPeer("it answers 505")
    void heartbeat_on_a_channel_is_503(WireClient client) {
        client.sendFrame(Frame.HEARTBEAT, 1, new byte[0]);

        client.expectConnectionClose(503);
    }

    /** §4.2.7: heartbeats have no payload. */
    @Test
    void heartbeat_with_a_payload_is_501(WireClient client) {
        client.sendFrame(Frame.HEARTBEAT, 0, new byte[] {1});

        client.expectConnectionClose(501, 505);
    }

    /** §4.2.3: "The channel number MUST be zero for … method, header and body frames that refer to the Connection class", else 503. */
    @Test
    void connection_method_on_a_channel_is_503(WireClient client) {
        client.send(1, Requests.connectionClose());

        client.expectConnectionClose(503, 504);
    }

    /** RabbitMQ: channel 0 for a channel method: 503 or 504. */
    @ParameterizedTest
    @CsvSource({"20, 10", "50, 10", "60, 40", "90, 10"})
    void channel_method_on_channel_0_is_503_or_504(int classId, int methodId, WireClient client) {
        byte[] arguments = new byte[classId == 20 ? 1 : classId == 90 ? 0 : methodId == 10 ? 8 : 5];

        client.sendFrame(
                Frame.METHOD,
                0,
                WireBytes.bytes()
                        .shortUint(classId)
                        .shortUint(methodId)
                        .raw(arguments)
                        .toBytes());

        client.expectConnectionClose(503, 504);
    }

    /** RabbitMQ: channel.open on channel 0 is 504. */
    @Test
    void channel_open_on_channel_0_is_504(WireClient client) {
        client.send(0, Requests.channelOpen());

        client.expectConnectionClose(504);
    }

    /** §4.2.6.1: "A peer that receives a zero channel number in a content frame MUST signal a connection exception with reply code 504". */
    @ParameterizedTest
    @ValueSource(ints = {Frame.HEADER, Frame.BODY})
    void content_frame_on_channel_0_is_504_or_505(int type, WireClient client) {
        client.sendFrame(type, 0, new byte[14]);

        client.expectConnectionClose(503, 504, 505);
    }

    /** RabbitMQ: a frame on a channel that is not open is 504. */
    @ParameterizedTest
    @ValueSource(ints = {2, 2047})
    void method_on_a_channel_never_opened_is_504(int channel, WireClient client) {
        client.send(channel, Requests.queueDeclare(""));

        client.expectConnectionClose(504);
    }

    /** RabbitMQ: the same for the last number that a frame can carry. */
    @Test
    void method_on_a_channel_above_the_maximum_is_504(WireClient client) {
        client.send(65_535, Requests.queueDeclare(""));

        client.expectConnectionClose(504);
    }

    /** RabbitMQ: content on a channel that is not open is an error of the connection, too. */
    @Test
    void content_on_a_channel_never_opened_is_504_or_505(WireClient client) {
        client.contentHeader(2, 1, Requests.NO_PROPERTIES);

        client.expectConnectionClose(504, 505);
    }

    /** RabbitMQ: publishing on a channel that is not open. */
    @Test
    void publish_on_a_channel_never_opened_is_504(WireClient client) {
        client.publish(2, "", "nobody", "x");

        client.expectConnectionClose(504);
    }

    /** §2.2.5: a channel that the client has closed is gone. */
    @Test
    void method_on_a_closed_channel_is_504(WireClient client) {
        client.call(1, Requests.channelClose(), MethodId.CHANNEL_CLOSE_OK);

        client.send(1, Requests.queueDeclare(""));

        client.expectConnectionClose(504);
    }

    /** A frame cut off in the middle waits for the rest; the client that leaves then does no harm. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 8, 11})
    void client_that_leaves_in_a_frame_does_no_harm(int bytesSent, TestBroker broker) {
        WireClient client = broker.wire();
        client.raw(Arrays.copyOf(Requests.flow(true).frame(1), bytesSent));

        client.close();

        broker.wire().call(1, Requests.flow(true), CHANNEL_FLOW_OK);
    }

    /** §4.2.4: a method frame has at least a class and a method. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void method_frame_without_room_for_its_name_ends_the_connection(int size, WireClient client) {
        client.sendFrame(Frame.METHOD, 1, new byte[size]);

        client.expectConnectionClose(501, 502, 505);
    }
}
