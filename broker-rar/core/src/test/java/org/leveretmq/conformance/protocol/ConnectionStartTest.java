package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_OPEN_OK;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_SECURE_OK;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_START;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_TUNE;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE;
import static org.leveretmq.conformance.wire.WireMethod.method;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.OthersUnaffected;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.ReceivedMethod;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireBytes;
import org.leveretmq.conformance.wire.WireClient;
import org.leveretmq.conformance.wire.WireTable;

/** AMQP 0-9-1 §1.4.2.1 to §1.4.2.4: {@code connection.start}, {@code start-ok}, {@code secure}, {@code secure-ok}. */
@ConformanceTest
@OthersUnaffected
class ConnectionStartTest {
    private static final String REFUSED =
            "ACCESS_REFUSED - Login was refused using authentication mechanism %s. For details see the broker logfile.";

    private static byte[] plain(String user, String password) {
        return ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
    }

    /** §1.4.2.1: "The server MUST provide a protocol version that is lower than or equal to that requested by the client". */
    @Test
    void start_proposes_version_0_9(TestBroker broker) {
        ReceivedMethod start = broker.socket().header().expect(CONNECTION_START);

        assertThat(List.of(start.octet(), start.octet())).containsExactly(0, 9);
    }

    /** §1.4.2.1: "The properties SHOULD contain at least these fields: … product … version … platform". */
    @Test
    void start_says_who_the_server_is(TestBroker broker) {
        ReceivedMethod start = broker.socket().header().expect(CONNECTION_START);
        start.shortUint();

        Map<String, Object> properties = start.table();

        assertThat(properties).containsKeys("product", "version", "platform", "information", "capabilities");
        assertThat(properties.get("version")).asString().matches("\\d+(\\.\\d+)+.*");
    }

    /** RabbitMQ: the capabilities that clients look for. */
    @Test
    void start_announces_the_capabilities_that_work(TestBroker broker) {
        ReceivedMethod start = broker.socket().header().expect(CONNECTION_START);
        start.shortUint();

        @SuppressWarnings("unchecked")
        Map<String, Object> capabilities = (Map<String, Object>) start.table().get("capabilities");

        for (String capability : List.of(
                "publisher_confirms",
                "exchange_exchange_bindings",
                "basic.nack",
                "consumer_cancel_notify",
                "connection.blocked",
                "consumer_priorities",
                "authentication_failure_close",
                "per_consumer_qos")) {
            assertThat(capabilities).containsEntry(capability, true);
        }
    }

    /** §1.4.2.1: "A list of the security mechanisms that the server supports, delimited by spaces." */
    @Test
    void start_offers_plain_and_amqplain(TestBroker broker) {
        ReceivedMethod start = broker.socket().header().expect(CONNECTION_START);
        start.shortUint();
        start.table();

        assertThat(start.longString().split(" ")).contains("PLAIN", "AMQPLAIN");
        assertThat(start.longString().split(" ")).contains("en_US");
        start.end();
    }

    /** §1.4.2.2: "The client selects a security mechanism"; PLAIN is RFC 4616: NUL, user, NUL, password. */
    @Test
    void plain_logs_in(TestBroker broker) {
        WireClient client = broker.socket().header();

        client.startOk("PLAIN", plain("guest", "guest"));

        client.expect(CONNECTION_TUNE);
    }

    /** §1.4.2.2, with RabbitMQ's AMQPLAIN: a field table without its length. */
    @Test
    void amqplain_logs_in(TestBroker broker) {
        WireClient client = broker.socket().header();

        client.startOk("AMQPLAIN", WireTable.encode(Map.of("LOGIN", "guest", "PASSWORD", "guest")));

        client.expect(CONNECTION_TUNE);
    }

    /** §2.2.4: before open-ok "a peer that detects an error MUST close the socket without sending any further data". */
    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "guest\0guest"})
    void wrong_password_closes_the_socket_without_a_word(String password, TestBroker broker) {
        WireClient client = broker.socket().header();

        client.startOk("PLAIN", plain("guest", password));

        client.expectEnd();
    }

    /** RabbitMQ: a client with the capability {@code authentication_failure_close} is told. */
    @Test
    void wrong_password_is_told_to_clients_that_understand(TestBroker broker) {
        WireClient client =
                broker.socket().capabilities("authentication_failure_close").header();

        client.startOk("PLAIN", plain("guest", "wrong"));

        assertThat(client.expectConnectionClose(403).shortString()).isEqualTo(REFUSED.formatted("PLAIN"));
    }

    /** RabbitMQ: nobody learns from the answer which users exist. */
    @Test
    void unknown_user_gets_the_answer_of_a_wrong_password(TestBroker broker) {
        WireClient client =
                broker.socket().capabilities("authentication_failure_close").header();

        client.startOk("AMQPLAIN", WireTable.encode(Map.of("LOGIN", "nobody", "PASSWORD", "guest")));

        assertThat(client.expectConnectionClose(403).shortString()).isEqualTo(REFUSED.formatted("AMQPLAIN"));
    }

    /** §1.4.2.2: if the mechanism was not proposed "the server MUST close the connection without sending any further data". */
    @Test
    void unknown_mechanism_closes_the_socket_without_a_word(TestBroker broker) {
        WireClient client = broker.socket().header();

        client.startOk("CRAM-MD5", plain("guest", "guest"));

        client.expectEnd();
    }

    /** RFC 4616 wants two NULs; responses without sense are refused like wrong passwords. */
    @ParameterizedTest
    @ValueSource(strings = {"", "guest", "\0guest", "\0"})
    void malformed_plain_response_is_refused(String response, TestBroker broker) {
        WireClient client =
                broker.socket().capabilities("authentication_failure_close").header();

        client.startOk("PLAIN", response.getBytes(StandardCharsets.UTF_8));

        client.expectConnectionEnd(403);
    }

    /** A response that is no field table is refused, too. */
    @Test
    void malformed_amqplain_response_is_refused(TestBroker broker) {
        WireClient client =
                broker.socket().capabilities("authentication_failure_close").header();

        client.startOk("AMQPLAIN", new byte[] {5, 'L', 'O', 'G', 'I', 'N', 'S', 127, 127, 127, 127, 'x'});

        client.expectConnectionEnd(403, 502);
    }

    /** §1.4.2.3: our mechanisms need no challenge, so {@code secure} never comes, and a {@code secure-ok} nobody asked for is an error. */
    @Test
    void secure_ok_without_secure_ends_the_connection(TestBroker broker) {
        WireClient client = broker.socket().header();
        client.expect(CONNECTION_START);

        client.send(0, method(CONNECTION_SECURE_OK).longString("x"));

        client.expectConnectionEnd(503, 504);
    }

    /** §2.2.4: methods have an order; before {@code start-ok} nothing else goes. */
    @Test
    void open_before_start_ok_ends_the_connection(TestBroker broker) {
        WireClient client = broker.socket().header();
        client.expect(CONNECTION_START);

        client.sendOpen("/");

        client.expectConnectionEnd(503, 504);
    }

    /** §2.2.4: no channel can be used before the connection is open. */
    @Test
    void channel_method_before_open_ends_the_connection(TestBroker broker) {
        WireClient client = broker.socket().header();
        client.expect(CONNECTION_START);

        client.send(1, Requests.channelOpen());

        client.expectConnectionEnd(503, 504);
    }

    /** §1.4.2.5: until frame-max is negotiated, "both peers MUST accept frames of up to frame-min-size octets large". */
    @Test
    void start_ok_may_be_large(TestBroker broker) {
        WireClient client = broker.socket().header().clientProperties(Map.of("information", "x".repeat(3_900)));

        client.startOkPlain("guest", "guest").tune().sendOpen("/");

        client.expect(CONNECTION_OPEN_OK);
    }

    /** §1.4.2.2: a truncated start-ok cannot be understood. */
    @Test
    void truncated_start_ok_ends_the_connection(TestBroker broker) {
        WireClient client = broker.socket().header();
        client.expect(CONNECTION_START);

        client.raw(WireBytes.frame(1, 0, new byte[] {0, 10, 0, 11, 0, 0}));

        client.expectConnectionEnd(501, 502);
    }

    /** A server's frame loop does not depend on where packets end. */
    @Test
    void frames_may_come_byte_by_byte(TestBroker broker) {
        WireClient client = broker.wire();

        for (byte octet : method(QUEUE_DECLARE)
                .shortUint(0)
                .shortString("")
                .bits(false, false, true)
                .emptyTable()
                .frame(1)) {
            client.bytes(octet);
        }

        client.expectMethod(50, 11);
    }
}
