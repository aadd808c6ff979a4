package org.leveretmq.conformance.protocol;

import static org.leveretmq.conformance.wire.MethodId.BASIC_PUBLISH;
import static org.leveretmq.conformance.wire.MethodId.EXCHANGE_DECLARE;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE;
import static org.leveretmq.conformance.wire.WireMethod.method;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.OthersUnaffected;
import org.leveretmq.conformance.wire.Frame;
import org.leveretmq.conformance.wire.MethodId;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireBytes;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §4.2.4, Method Payloads: arguments that make no sense. */
@ConformanceTest
@OthersUnaffected
class MalformedMethodTest {
    /** §4.8.1: a method nobody knows is an error of the connection. */
    @ParameterizedTest
    @CsvSource({"50, 99", "99, 10", "0, 0", "65535, 65535", "60, 15"})
    void unknown_class_or_method_ends_the_connection(int classId, int methodId, WireClient client) {
        client.send(1, method(classId, methodId));

        client.expectConnectionEnd(503, 540);
    }

    /** §4.2.4: arguments end where the frame ends; CONTRACTS: 502 SYNTAX_ERROR. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 10, 14})
    @DiffersFromPeer("it answers 501")
    void truncated_method_is_502(int size, WireClient client) {
        byte[] payload = Requests.queueDeclare("truncated").toBytes();

        client.sendFrame(Frame.METHOD, 1, Arrays.copyOf(payload, size));

        client.expectConnectionClose(502);
    }

    /** §4.2.4: nothing follows the arguments. */
    @Test
    @DiffersFromPeer("it answers 501")
    void bytes_after_the_arguments_are_502(WireClient client) {
        client.send(1, Requests.queueDeclare("").octet(0));

        client.expectConnectionClose(502);
    }

    /** §4.2.5.3: "Short strings … are limited to 255 octets"; one that claims more than the frame holds is cut off. */
    @Test
    @DiffersFromPeer("it answers 501")
    void short_string_longer_than_the_frame_is_502(WireClient client) {
        client.send(1, method(QUEUE_DECLARE).shortUint(0).octet(255).raw(new byte[10]));

        client.expectConnectionClose(502);
    }

    /** §4.2.5.3: 70,000 bytes do not fit into a short string, whatever the client thinks; what follows its length is taken for the rest. */
    @Test
    void name_of_seventy_thousand_bytes_ends_the_connection(WireClient client) {
        client.send(
                1,
                method(QUEUE_DECLARE)
                        .shortUint(0)
                        .octet(70_000)
                        .raw("x".repeat(70_000).getBytes(StandardCharsets.US_ASCII)));

        client.expectConnectionClose(501, 502, 541);
    }

    /** §4.2.5.3: names are UTF-8; CONTRACTS: 502. */
    @ParameterizedTest
    @EnumSource(InvalidUtf8.class)
    @DiffersFromPeer("it answers 501, and takes surrogates and numbers above U+10FFFF")
    void name_that_is_no_utf8_is_502(InvalidUtf8 name, WireClient client) {
        client.send(
                1,
                method(QUEUE_DECLARE)
                        .shortUint(0)
                        .shortString(name.bytes())
                        .bits(false, false, true)
                        .emptyTable());

        client.expectConnectionClose(502);
    }

    /** As above, on the way that is optimised most. */
    @ParameterizedTest
    @EnumSource(InvalidUtf8.class)
    @DiffersFromPeer("it takes any bytes for a routing key")
    void routing_key_that_is_no_utf8_is_502(InvalidUtf8 key, WireClient client) {
        client.send(
                1,
                method(BASIC_PUBLISH)
                        .shortUint(0)
                        .shortString("")
                        .shortString(key.bytes())
                        .bits(false, false));

        client.expectConnectionClose(502);
    }

    /** Bytes that are no UTF-8 (RFC 3629). */
    enum InvalidUtf8 {
        LONE_CONTINUATION(0x80),
        OVERLONG(0xC0, 0xAF),
        SURROGATE(0xED, 0xA0, 0x80),
        CUT_OFF('a', 0xE2, 0x82),
        ABOVE_UNICODE(0xF4, 0x90, 0x80, 0x80);

        private final int[] octets;

        InvalidUtf8(int... octets) {
            this.octets = octets;
        }

        byte[] bytes() {
            WireBytes.Plain bytes = WireBytes.bytes();
            for (int octet : octets) {
                bytes.octet(octet);
            }
            return bytes.toBytes();
        }
    }

    /** §2.2.1: methods that only servers send, sent by a client, are commands that are invalid. */
    @ParameterizedTest
    @EnumSource(
            value = MethodId.class,
            names = {
                "CHANNEL_OPEN_OK",
                "EXCHANGE_DECLARE_OK",
                "EXCHANGE_UNBIND_OK",
                "QUEUE_PURGE_OK",
                "BASIC_QOS_OK",
                "BASIC_GET_EMPTY",
                "BASIC_RECOVER_OK",
                "CONFIRM_SELECT_OK",
                "TX_COMMIT_OK"
            })
    void method_of_servers_sent_by_a_client_ends_the_connection(MethodId id, WireClient client) {
        int argumentBytes =
                switch (id) {
                    case CHANNEL_OPEN_OK, QUEUE_PURGE_OK -> 4;
                    case BASIC_GET_EMPTY -> 1;
                    default -> 0;
                };

        client.send(1, method(id).raw(new byte[argumentBytes]));

        client.expectConnectionClose(503, 504, 540);
    }

    /** As above, for one with content. */
    @Test
    void deliver_sent_by_a_client_ends_the_connection(WireClient client) {
        client.send(
                1,
                method(MethodId.BASIC_DELIVER)
                        .shortString("tag")
                        .longLong(1)
                        .bits(false)
                        .shortString("")
                        .shortString("key"));
        client.contentHeader(1, 0, Requests.NO_PROPERTIES);

        client.expectConnectionClose(503, 504, 505, 540);
    }

    /** §4.2.5.2: bits not used mean nothing. */
    @Test
    void unused_bits_are_ignored(WireClient client) {
        client.send(
                1,
                method(EXCHANGE_DECLARE)
                        .shortUint(0)
                        .shortString("amq.direct")
                        .shortString("direct")
                        .octet(0b1110_0001)
                        .emptyTable());

        client.expect(1, MethodId.EXCHANGE_DECLARE_OK);
    }
}
