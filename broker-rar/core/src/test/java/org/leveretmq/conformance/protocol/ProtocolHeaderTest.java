package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_START;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.OthersUnaffected;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §4.2.2, Protocol Header. */
@ConformanceTest
@OthersUnaffected
class ProtocolHeaderTest {
    static Stream<Named<byte[]>> headersOfOthers() {
        return Stream.of(
                Named.of("AMQP 1.0", new byte[] {'A', 'M', 'Q', 'P', 0, 1, 0, 0}),
                Named.of("SASL of AMQP 1.0", new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0}),
                Named.of("AMQP 0-10", new byte[] {'A', 'M', 'Q', 'P', 1, 1, 0, 10}),
                Named.of("a version that does not exist", new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 9}),
                Named.of("zeros", new byte[8]),
                Named.of("HTTP", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                Named.of("TLS", new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3, 0, 0, 0, 0, 0}));
    }

    /** §4.2.2: "The client MUST start a new connection by sending a protocol header." */
    @Test
    void right_header_is_answered_with_start(TestBroker broker) {
        WireClient client = broker.socket();

        client.header();

        assertThat(client.expect(CONNECTION_START).channel()).isZero();
    }

    /**
     * §4.2.2: if the server does not support the version, "it MUST write a valid protocol header to the socket, then flush the socket …
     * and then close the socket connection".
     */
    @ParameterizedTest
    @MethodSource("headersOfOthers")
    void wrong_header_is_answered_with_the_right_one_and_a_close(byte[] header, TestBroker broker) {
        WireClient client = broker.socket();

        client.raw(header);

        client.expectBytes('A', 'M', 'Q', 'P', 0, 0, 9, 1).expectEnd();
    }

    /** §4.2.2, as above: what follows the wrong header is not read, however much it is. */
    @Test
    void garbage_without_end_is_refused_like_a_wrong_header(TestBroker broker) {
        WireClient client = broker.socket();

        client.raw("garbage garbage ".repeat(256).getBytes(StandardCharsets.US_ASCII));

        client.expectBytes('A', 'M', 'Q', 'P', 0, 0, 9, 1).expectEnd();
    }

    /** §4.2.2 says nothing of packets: the header may arrive in pieces. */
    @Test
    void header_may_come_byte_by_byte(TestBroker broker) {
        WireClient client = broker.socket();

        for (int octet : new int[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1}) {
            client.bytes(octet);
        }

        client.expect(CONNECTION_START);
    }

    /** What clients of AMQP 0-9 send, who speak the same (RabbitMQ). */
    @Test
    void header_of_version_0_9_is_accepted(TestBroker broker) {
        WireClient client = broker.socket();

        client.bytes('A', 'M', 'Q', 'P', 1, 1, 0, 9);

        client.expect(CONNECTION_START);
    }

    /** Another way to write version 0-9 (RabbitMQ). */
    @Test
    @DiffersFromPeer("it refuses this header")
    void other_header_of_version_0_9_is_accepted(TestBroker broker) {
        WireClient client = broker.socket();

        client.bytes('A', 'M', 'Q', 'P', 0, 0, 9, 0);

        client.expect(CONNECTION_START);
    }

    /** A client that goes in the middle of its header leaves nothing behind. */
    @Test
    void client_that_leaves_in_the_header_does_no_harm(TestBroker broker) {
        WireClient client = broker.socket();

        client.bytes('A', 'M', 'Q');
        client.close();

        broker.socket().handshake().closeGracefully();
    }
}
