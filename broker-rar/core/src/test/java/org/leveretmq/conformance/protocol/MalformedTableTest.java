package org.leveretmq.conformance.protocol;

import static org.leveretmq.conformance.wire.MethodId.CHANNEL_FLOW_OK;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_START;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_START_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;
import static org.leveretmq.conformance.wire.WireMethod.method;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.OthersUnaffected;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireBytes;
import org.leveretmq.conformance.wire.WireClient;
import org.leveretmq.conformance.wire.WireMethod;
import org.leveretmq.conformance.wire.WireTable;

/** AMQP 0-9-1 §4.2.5.5, Field Tables: malformed ones and bombs. RabbitMQ: 502 SYNTAX_ERROR. */
@ConformanceTest
@OthersUnaffected
class MalformedTableTest {
    private static final int DEEPEST = 32;
    private static final byte[] HEADERS_FLAG = {0x20, 0x00};

    /** A declaration with these bytes as its table, the length included. */
    private static WireMethod declare(byte[] table) {
        return method(QUEUE_DECLARE)
                .shortUint(0)
                .shortString("")
                .bits(false, false, true)
                .raw(table);
    }

    private static byte[] withLength(byte[] entries) {
        return WireBytes.bytes().longString(entries).toBytes();
    }

    private static WireBytes.Plain field(char type) {
        return WireBytes.bytes().shortString("x-field").octet(type);
    }

    static Stream<Named<byte[]>> malformed() {
        return Stream.of(
                Named.of(
                        "type that does not exist",
                        withLength(field('Z').octet(1).toBytes())),
                Named.of(
                        "name without a value",
                        withLength(WireBytes.bytes().shortString("x-field").toBytes())),
                Named.of("name cut off", withLength(new byte[] {20, 'x'})),
                Named.of("integer cut off", withLength(field('I').shortUint(1).toBytes())),
                Named.of(
                        "string longer than the table",
                        withLength(field('S').longUint(100).octet('a').toBytes())),
                Named.of(
                        "string of 4 GiB",
                        withLength(field('S').longUint(0xFFFFFFFFL).toBytes())),
                Named.of(
                        "array of 2 GiB",
                        withLength(field('A').longUint(0x7FFFFFFF).toBytes())),
                Named.of(
                        "table of 4 GiB in a table",
                        withLength(field('F').longUint(0xFFFFFFFFL).toBytes())),
                Named.of(
                        "bytes of 4 GiB",
                        withLength(field('x').longUint(0xFFFFFFFFL).toBytes())),
                Named.of(
                        "table of 4 GiB",
                        WireBytes.bytes().longUint(0xFFFFFFFFL).toBytes()),
                Named.of(
                        "table longer than the frame",
                        WireBytes.bytes().longUint(1000).octet(0).toBytes()),
                Named.of("no table", new byte[0]));
    }

    /** §4.2.5.5: a table that cannot be read. */
    @ParameterizedTest
    @MethodSource("malformed")
    @DiffersFromPeer("its reader crashes: the socket closes without a word, or 541; 501 if the whole table is cut off")
    void malformed_arguments_are_502(byte[] table, WireClient client) {
        client.send(1, declare(table));

        client.expectConnectionClose(502);
    }

    /** §4.2.5.5, as above, whatever the code is: the connection ends and nothing else does. */
    @ParameterizedTest
    @MethodSource("malformed")
    void malformed_arguments_end_the_connection(byte[] table, WireClient client) {
        client.send(1, declare(table));

        client.expectConnectionEnd(501, 502, 541);
    }

    /** CONTRACTS: tables nest up to 32 deep; deeper ones are bombs. */
    @ParameterizedTest
    @ValueSource(ints = {DEEPEST + 1, 500, 15_000})
    @DiffersFromPeer("it has no limit but the frame size")
    void tables_nested_too_deep_are_502(int depth, WireClient client) {
        client.send(1, declare(withLength(WireTable.nested(depth))));

        client.expectConnectionClose(502);
    }

    /** CONTRACTS: what people really use is far from the limit. */
    @Test
    void tables_nested_a_little_are_fine(WireClient client) {
        client.send(1, declare(withLength(WireTable.nested(DEEPEST - 2))));

        client.expect(1, QUEUE_DECLARE_OK);
    }

    /** As above with arrays in arrays. */
    @Test
    @DiffersFromPeer("it has no limit but the frame size")
    void arrays_nested_too_deep_are_502(WireClient client) {
        byte[] value = {'V'};
        for (int i = 0; i < 500; i++) {
            value = WireBytes.bytes().octet('A').longString(value).toBytes();
        }

        client.send(
                1,
                declare(withLength(WireBytes.bytes().shortString("a").raw(value).toBytes())));

        client.expectConnectionClose(502);
    }

    /** A bomb before anybody has logged in. */
    @Test
    void bomb_in_client_properties_ends_the_connection_at_most(TestBroker broker) {
        WireClient client = broker.socket().header();
        client.expect(CONNECTION_START);

        client.send(
                0,
                method(CONNECTION_START_OK)
                        .longString(WireTable.nested(15_000))
                        .shortString("PLAIN")
                        .longString("\0guest\0guest")
                        .shortString("en_US"));

        client.expectEndOrAnything();
    }

    /** A table as wide as a frame can be is only large. */
    @Test
    void wide_table_is_fine(WireClient client) {
        WireBytes.Plain entries = WireBytes.bytes();
        for (int i = 0; i < 9_000; i++) {
            entries.shortString("x-" + i).octet('t').octet(1);
        }

        client.send(1, declare(withLength(entries.toBytes())));

        client.expect(1, QUEUE_DECLARE_OK);
    }

    /** §4.2.6.1: the table of a message's headers is looked at when it comes, not when somebody wants to read it. */
    @ParameterizedTest
    @MethodSource("malformed")
    @DiffersFromPeer("it answers 541, and that only when a headers exchange looks at them")
    void malformed_headers_of_a_message_are_502(byte[] table, WireClient client) {
        client.send(1, Requests.publish("amq.headers", ""));

        client.contentHeader(1, 0, WireBytes.join(HEADERS_FLAG, table));

        client.expectConnectionClose(502);
    }

    /** A bomb in the headers of a message. */
    @Test
    @DiffersFromPeer("it has no limit but the frame size")
    void headers_nested_too_deep_are_502(WireClient client) {
        client.send(1, Requests.publish("amq.headers", ""));

        client.contentHeader(1, 0, WireBytes.join(HEADERS_FLAG, withLength(WireTable.nested(15_000))));

        client.expectConnectionClose(502);
    }

    /** §4.2.5.5: a name twice is bad style, but no error. */
    @Test
    void name_twice_is_no_error(WireClient client) {
        byte[] entries = WireBytes.bytes()
                .shortString("x-a")
                .octet('I')
                .longUint(1)
                .shortString("x-a")
                .octet('I')
                .longUint(2)
                .toBytes();

        client.send(1, declare(withLength(entries)));

        client.expect(1, QUEUE_DECLARE_OK);
        client.call(1, Requests.flow(true), CHANNEL_FLOW_OK);
    }
}
