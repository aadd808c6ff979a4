package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.RawClient.FRAME_MAX;
import static org.leveretmq.conformance.RawClient.HEADER;
import static org.leveretmq.conformance.RawClient.plain;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HandshakeWireTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker(builder -> builder.handshakeTimeout(Duration.ofSeconds(3)));

    @Test
    @DisplayName(
            "§4.2.2 if the server does not support the protocol, it MUST write a valid protocol header and close the socket")
    void wrong_protocol_header_is_answered_with_the_right_one() {
        try (RawClient client = BROKER.raw()) {
            client.bytes("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.readBytes(8)).isEqualTo(HEADER);
            client.expectEnd();
        }
    }

    @Test
    @DisplayName("§4.2.2 the protocol header of another version is answered with the supported one")
    void another_version_is_answered_with_the_supported_one() {
        try (RawClient client = BROKER.raw()) {
            client.bytes(new byte[] {'A', 'M', 'Q', 'P', 0, 1, 0, 0});

            assertThat(client.readBytes(8)).isEqualTo(HEADER);
            client.expectEnd();
        }
    }

    @Test
    @DisplayName("§2.2.4 a client that says nothing is dropped when the handshake takes too long")
    void silent_client_is_dropped() {
        try (RawClient client = BROKER.raw()) {
            client.expectEnd();
        }
    }

    @Test
    @DisplayName("§1.4.2.1 connection.start tells version 0-9, the mechanisms and the locales")
    void start_offers_mechanisms_and_locales() {
        try (RawClient client = BROKER.raw().bytes(HEADER)) {
            RawFrame start = client.expect(0, 10, 10);

            assertThat(start.int8()).isZero();
            assertThat(start.int8()).isEqualTo(9);
            String properties = start.longText();
            assertThat(properties).contains("product", "LeveretMQ", "capabilities", "publisher_confirms");
            assertThat(start.longText().split(" ", -1)).contains("PLAIN", "AMQPLAIN");
            assertThat(start.longText()).isEqualTo("en_US");
            assertThat(start.remaining()).isZero();
        }
    }

    @Test
    @DisplayName("§1.4.2.2 start-ok with PLAIN; §1.4.2.5 tune proposes limits; §1.4.2.7 open; §1.4.2.8 open-ok")
    void plain_login_opens_the_virtual_host() {
        try (RawClient client = BROKER.raw().bytes(HEADER)) {
            client.expect(0, 10, 10);
            client.startOk("PLAIN", plain("guest", "guest"));
            RawFrame tune = client.expect(0, 10, 30);
            assertThat(tune.int16()).isEqualTo(2047);
            assertThat(tune.int32()).isEqualTo(FRAME_MAX);
            assertThat(tune.int16()).isEqualTo(60);

            client.tuneOk(2047, FRAME_MAX, 0).open("/");

            client.expect(0, 10, 41);
        }
    }

    @Test
    @DisplayName("§4.6.1 AMQPLAIN: a field table without its length")
    void amqplain_login_is_accepted() {
        try (RawClient client = BROKER.raw().bytes(HEADER)) {
            client.expect(0, 10, 10);
            byte[] response = new Arguments()
                    .entry("LOGIN", "guest")
                    .entry("PASSWORD", "guest")
                    .bytes();

            client.startOk("AMQPLAIN", response);

            client.expect(0, 10, 30);
        }
    }

    @Test
    @DisplayName("a wrong password closes the socket, if the client has not announced authentication_failure_close")
    void wrong_password_closes_the_socket() {
        try (RawClient client = BROKER.raw().bytes(HEADER)) {
            client.expect(0, 10, 10);
            client.startOk("PLAIN", plain("guest", "wrong"));

            client.expectEnd();
        }
    }

    @Test
    @DisplayName("a wrong password is a 403, if the client has announced authentication_failure_close")
    void wrong_password_is_told() {
        try (RawClient client = BROKER.raw().bytes(HEADER)) {
            client.expect(0, 10, 10);
            byte[] capabilities =
                    new Arguments().entry("authentication_failure_close", true).bytes();
            byte[] properties = new Arguments()
                    .text("capabilities")
                    .int8('F')
                    .block(capabilities)
                    .bytes();

            client.startOk("PLAIN", plain("guest", "wrong"), properties);

            assertThat(client.expectConnectionClose(403))
                    .startsWith("ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN.");
        }
    }

    @Test
    void unknown_mechanism_is_refused() {
        try (RawClient client = BROKER.raw().bytes(HEADER)) {
            client.expect(0, 10, 10);
            client.startOk("KERBEROS", new byte[0]);

            client.expectEnd();
        }
    }

    @Test
    @DisplayName("§1.4.2.6 the client may not raise frame-max")
    void frame_max_above_the_proposal_is_refused() {
        try (RawClient client = BROKER.raw().login()) {
            client.tuneOk(2047, FRAME_MAX + 1, 0);

            assertThat(client.expectConnectionClose(530))
                    .isEqualTo(
                            "NOT_ALLOWED - negotiated frame_max = 131073 is higher than the maximum allowed value (131072)");
        }
    }

    @Test
    @DisplayName("§1.4.2.6 frame-max is at least 4096 (frame-min-size)")
    void frame_max_below_the_minimum_is_refused() {
        try (RawClient client = BROKER.raw().login()) {
            client.tuneOk(2047, 4095, 0);

            client.expectConnectionClose(530);
        }
    }

    @Test
    @DisplayName("§1.4.2.6 channel-max 0 means no limit, which is more than the proposal")
    void unlimited_channels_are_refused() {
        try (RawClient client = BROKER.raw().login()) {
            client.tuneOk(0, FRAME_MAX, 0);

            assertThat(client.expectConnectionClose(530))
                    .isEqualTo(
                            "NOT_ALLOWED - negotiated channel_max = 0 (no limit) is higher than the maximum allowed value (2047)");
        }
    }

    @Test
    @DisplayName("§4.2.3 frames are split at the negotiated frame-max")
    void content_is_split_at_the_negotiated_frame_max() {
        try (RawClient client = BROKER.raw().login()) {
            client.tuneOk(10, 4096, 0).open("/");
            client.expect(0, 10, 41);
            client.openChannel(1);
            String queue = client.declareQueue(1);
            client.publishMethod(1, "", queue, false, false)
                    .header(1, 60, 6000)
                    .body(1, "x".repeat(3000))
                    .body(1, "y".repeat(3000));
            client.get(1, queue, true);
            client.expect(1, 60, 71);
            assertThat(client.read().type()).isEqualTo(RawFrame.HEADER);

            assertThat(client.read().remaining()).isEqualTo(4096 - 8);
            assertThat(client.read().remaining()).isEqualTo(6000 - (4096 - 8));
        }
    }

    @Test
    @DisplayName("§1.5.1 channel numbers go up to channel-max")
    void channel_above_the_negotiated_maximum_is_refused() {
        try (RawClient client = BROKER.raw().login()) {
            client.tuneOk(5, FRAME_MAX, 0).open("/");
            client.expect(0, 10, 41);

            client.send(6, Arguments.method(20, 10).text(""));

            client.expectConnectionClose(504);
        }
    }

    @Test
    @DisplayName("§1.4.2.7 an unknown virtual host is refused")
    void unknown_virtual_host_is_refused() {
        try (RawClient client = BROKER.raw().login()) {
            client.tuneOk(2047, FRAME_MAX, 0).open("/nowhere");

            assertThat(client.expectConnectionClose(530)).isEqualTo("NOT_ALLOWED - vhost /nowhere not found");
        }
    }

    @Test
    @DisplayName("§2.2.4 a method of an open connection before connection.open")
    void channel_open_before_connection_open_is_refused() {
        try (RawClient client = BROKER.raw().login()) {
            client.send(1, Arguments.method(20, 10).text(""));

            client.expectConnectionClose(504);
        }
    }

    @Test
    @DisplayName("§2.2.4 connection.tune-ok before start-ok")
    void handshake_out_of_order_is_refused() {
        try (RawClient client = BROKER.raw().bytes(HEADER)) {
            client.expect(0, 10, 10);

            client.tuneOk(0, 0, 0);

            client.expectConnectionClose(503);
        }
    }

    @Test
    @DisplayName("§1.4.2.9 close is answered with §1.4.2.10 close-ok and the end of the socket")
    void close_is_answered() {
        try (RawClient client = BROKER.opened()) {
            client.send(
                    0, Arguments.method(10, 50).int16(200).text("bye").int16(0).int16(0));

            client.expect(0, 10, 51);
            client.expectEnd();
        }
    }

    @Test
    @DisplayName("RabbitMQ's connection.update-secret is answered with update-secret-ok")
    void update_secret_is_answered() {
        try (RawClient client = BROKER.opened()) {
            client.send(0, Arguments.method(10, 70).block(new byte[] {1, 2}).text("renewed"));

            client.expect(0, 10, 71);
        }
    }

    @Test
    @DisplayName("§4.2.7 the server sends heartbeats when it has nothing else to send")
    void heartbeats_are_sent() {
        try (RawClient client = BROKER.raw().login()) {
            client.tuneOk(2047, FRAME_MAX, 1).open("/");
            client.expect(0, 10, 41);

            RawFrame heartbeat = client.readAny();

            assertThat(heartbeat.type()).isEqualTo(RawFrame.HEARTBEAT);
            assertThat(heartbeat.channel()).isZero();
            assertThat(heartbeat.remaining()).isZero();
        }
    }

    @Test
    @DisplayName("§4.2.7 a peer that is silent for two heartbeat intervals is closed")
    void silent_client_is_closed_after_two_missed_heartbeats() {
        try (RawClient client = BROKER.raw().login()) {
            client.tuneOk(2047, FRAME_MAX, 1).open("/");
            client.expect(0, 10, 41);

            int heartbeats = 0;
            boolean closed = false;
            while (!closed && heartbeats < 20) {
                try {
                    client.readAny();
                    heartbeats++;
                } catch (java.io.UncheckedIOException e) {
                    closed = true;
                }
            }

            assertThat(closed).isTrue();
            assertThat(heartbeats).isBetween(1, 10);
        }
    }

    @Test
    @DisplayName("§4.2.7 any traffic counts as a heartbeat")
    void heartbeats_of_the_client_keep_the_connection_open() {
        try (RawClient client = BROKER.raw().login()) {
            client.tuneOk(2047, FRAME_MAX, 1).open("/");
            client.expect(0, 10, 41);

            for (int i = 0; i < 8; i++) {
                assertThat(client.readAny().type()).isEqualTo(RawFrame.HEARTBEAT);
                client.bytes(RawClient.frame(RawFrame.HEARTBEAT, 0, new byte[0]));
            }

            client.openChannel(1);
        }
    }
}
