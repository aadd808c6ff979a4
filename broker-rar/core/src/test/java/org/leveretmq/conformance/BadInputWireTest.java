package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test breaks a rule on one connection; afterwards another connection still publishes and gets. */
class BadInputWireTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker(builder -> builder.maxMessageBytes(1 << 20));

    private RawClient bystander;
    private String bystanderQueue;

    @BeforeEach
    void openBystander() {
        bystander = BROKER.channelOpened();
        bystanderQueue = bystander.declareQueue(1);
    }

    @AfterEach
    void bystanderGoesOn() {
        bystander.publish(1, "", bystanderQueue, "still here").get(1, bystanderQueue, true);
        bystander.expect(1, 60, 71);
        assertThat(bystander.expectContent(1)).isEqualTo("still here");
        bystander.close();
    }

    private static byte[] declare(byte[] table) {
        return Arguments.method(50, 10)
                .int16(0)
                .text("")
                .bits(false, false, true, false, false)
                .block(table)
                .bytes();
    }

    @Test
    @DisplayName("§4.2.3 a frame larger than frame-max is a 501, before its payload has come")
    void oversized_frame() {
        try (RawClient client = BROKER.channelOpened()) {
            client.bytes(
                    new Arguments().int8(1).int16(1).int32(RawClient.FRAME_MAX).bytes());

            client.expectConnectionClose(501);
        }
    }

    @Test
    @DisplayName("§4.2.3 a frame that announces 4 GB is a 501")
    void gigantic_frame() {
        try (RawClient client = BROKER.channelOpened()) {
            client.bytes(new Arguments().int8(3).int16(1).int32(0xFFFF_FFFFL).bytes());

            client.expectConnectionClose(501);
        }
    }

    @Test
    @DisplayName("§4.2.3 if a peer receives a frame that does not end with 0xCE it MUST close the connection: 501")
    void wrong_frame_end() {
        try (RawClient client = BROKER.channelOpened()) {
            byte[] frame = RawClient.frame(8, 0, new byte[0]);
            frame[frame.length - 1] = 0;
            client.bytes(frame);

            client.expectConnectionClose(501);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 5, 7, 9, 65, 255})
    @DisplayName("§4.2.3 a frame of an unknown type is a 501")
    void unknown_frame_type(int type) {
        try (RawClient client = BROKER.channelOpened()) {
            client.bytes(RawClient.frame(type, 1, new byte[4]));

            client.expectConnectionClose(501);
        }
    }

    @Test
    @DisplayName("§4.2.4 a method whose fields end too early is a 502")
    void truncated_method() {
        try (RawClient client = BROKER.channelOpened()) {
            client.send(1, Arguments.method(50, 10).int16(0).int8(200));

            client.expectConnectionClose(502);
        }
    }

    @Test
    @DisplayName("§4.2.4 a method frame without a method is a 502")
    void empty_method_frame() {
        try (RawClient client = BROKER.channelOpened()) {
            client.bytes(RawClient.frame(1, 1, new byte[0]));

            client.expectConnectionClose(502);
        }
    }

    @Test
    @DisplayName("§4.2.5.3 a long string of 70,000 bytes where a short one belongs is a 502")
    void string_that_is_longer_than_its_frame() {
        try (RawClient client = BROKER.channelOpened()) {
            byte[] text = "x".repeat(70_000).getBytes(StandardCharsets.US_ASCII);
            client.send(1, Arguments.method(50, 10).int16(0).int8(255).raw(text));

            client.expectConnectionClose(502);
        }
    }

    @Test
    @DisplayName("§4.2.5.3 short strings are UTF-8: anything else is a 502")
    void invalid_utf8() {
        try (RawClient client = BROKER.channelOpened()) {
            client.send(
                    1,
                    Arguments.method(50, 10)
                            .int16(0)
                            .int8(2)
                            .raw(new byte[] {(byte) 0xC3, (byte) 0x28})
                            .bits(false)
                            .noTable());

            client.expectConnectionClose(502);
        }
    }

    @Test
    @DisplayName("§4.2.5.5 a field table nested 1,000 deep is a 502")
    void deep_table() {
        byte[] table = new byte[0];
        for (int i = 0; i < 1000; i++) {
            table = new Arguments().text("t").int8('F').block(table).bytes();
        }
        try (RawClient client = BROKER.channelOpened()) {
            client.bytes(RawClient.frame(1, 1, declare(table)));

            client.expectConnectionClose(502);
        }
    }

    @Test
    @DisplayName("§4.2.5.5 a value in a field table that announces 2 GB is a 502")
    void table_with_a_gigantic_value() {
        byte[] table = new Arguments().text("t").int8('S').int32(0x7FFF_FFFF).bytes();
        try (RawClient client = BROKER.channelOpened()) {
            client.bytes(RawClient.frame(1, 1, declare(table)));

            client.expectConnectionClose(502);
        }
    }

    @Test
    @DisplayName("§4.2.5.5 a field table with an unknown type is a 502")
    void table_with_an_unknown_type() {
        byte[] table = new Arguments().text("t").int8('?').int32(1).bytes();
        try (RawClient client = BROKER.channelOpened()) {
            client.bytes(RawClient.frame(1, 1, declare(table)));

            client.expectConnectionClose(502);
        }
    }

    @Test
    @DisplayName("§4.2.6.1 message headers nested too deep are a 502, although nobody looks at them")
    void deep_message_headers() {
        byte[] table = new byte[0];
        for (int i = 0; i < 100; i++) {
            table = new Arguments().text("t").int8('F').block(table).bytes();
        }
        try (RawClient client = BROKER.channelOpened()) {
            client.publishMethod(1, "", "x", false, false);
            byte[] header = new Arguments()
                    .int16(60)
                    .int16(0)
                    .int64(0)
                    .int16(1 << 13)
                    .block(table)
                    .bytes();
            client.bytes(RawClient.frame(RawFrame.HEADER, 1, header));

            client.expectConnectionClose(502);
        }
    }

    @Test
    @DisplayName("§4.2.6.1 properties that end too early are a 502")
    void truncated_properties() {
        try (RawClient client = BROKER.channelOpened()) {
            client.publishMethod(1, "", "x", false, false);
            byte[] header =
                    new Arguments().int16(60).int16(0).int64(0).int16(0xF000).bytes();
            client.bytes(RawClient.frame(RawFrame.HEADER, 1, header));

            client.expectConnectionClose(502);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 45, 61, 100, 65535})
    @DisplayName("§4.2.4 a method of an unknown class is a 540")
    void unknown_class(int classId) {
        try (RawClient client = BROKER.channelOpened()) {
            client.send(1, Arguments.method(classId, 10));

            client.expectConnectionClose(540);
        }
    }

    @Test
    @DisplayName("§4.2.4 an unknown method of a known class is a 540")
    void unknown_method() {
        try (RawClient client = BROKER.channelOpened()) {
            client.send(1, Arguments.method(60, 99));

            client.expectConnectionClose(540);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 21, 31, 51})
    @DisplayName("§1.7 a method that only servers send is a 503")
    void method_of_the_server(int methodId) {
        try (RawClient client = BROKER.channelOpened()) {
            Arguments method = Arguments.method(50, methodId);
            client.send(
                    1, methodId == 11 ? method.text("q").int32(0).int32(0) : methodId == 31 ? method.int32(0) : method);

            client.expectConnectionClose(503);
        }
    }

    @Test
    @DisplayName("§2.2.5 a method on a channel that was never opened is a 504")
    void method_on_a_channel_that_was_never_opened() {
        try (RawClient client = BROKER.channelOpened()) {
            client.send(2, Arguments.method(60, 10).int32(0).int16(1).bits(false));

            assertThat(client.expectConnectionClose(504)).isEqualTo("CHANNEL_ERROR - expected 'channel.open'");
        }
    }

    @Test
    @DisplayName("§2.2.5 a publish on a channel that was never opened is a 504")
    void publish_on_a_channel_that_was_never_opened() {
        try (RawClient client = BROKER.channelOpened()) {
            client.publish(2, "", "x", "y");

            client.expectConnectionClose(504);
        }
    }

    @Test
    @DisplayName("§2.2.5 a method on a channel that was closed is a 504")
    void method_on_a_closed_channel() {
        try (RawClient client = BROKER.channelOpened()) {
            client.send(1, Arguments.method(20, 40).int16(200).text("").int16(0).int16(0));
            client.expect(1, 20, 41);

            client.send(1, Arguments.method(90, 10));

            client.expectConnectionClose(504);
        }
    }

    @Test
    @DisplayName("§1.5.2.1 a second channel.open on a channel is a 504")
    void second_channel_open() {
        try (RawClient client = BROKER.channelOpened()) {
            client.send(1, Arguments.method(20, 10).text(""));

            client.expectConnectionClose(504);
        }
    }

    @Test
    @DisplayName("§4.2.3 channel 0 is for the connection: channel.open there is a 504")
    void channel_open_on_channel_zero() {
        try (RawClient client = BROKER.opened()) {
            client.send(0, Arguments.method(20, 10).text(""));

            client.expectConnectionClose(504);
        }
    }

    @Test
    @DisplayName("§4.2.3 a method of class connection on another channel is a 503")
    void connection_method_on_channel_one() {
        try (RawClient client = BROKER.channelOpened()) {
            client.send(1, Arguments.method(10, 50).int16(200).text("").int16(0).int16(0));

            client.expectConnectionClose(503);
        }
    }

    @Test
    @DisplayName("§4.2.7 heartbeat frames are on channel 0: anything else is a 503")
    void heartbeat_on_channel_one() {
        try (RawClient client = BROKER.channelOpened()) {
            client.bytes(RawClient.frame(RawFrame.HEARTBEAT, 1, new byte[0]));

            client.expectConnectionClose(503);
        }
    }

    @Test
    @DisplayName("§4.2.6 a content header without a publish is a 505")
    void header_without_publish() {
        try (RawClient client = BROKER.channelOpened()) {
            client.header(1, 60, 1);

            client.expectConnectionClose(505);
        }
    }

    @Test
    @DisplayName("§4.2.6 a content body without a header is a 505")
    void body_without_header() {
        try (RawClient client = BROKER.channelOpened()) {
            client.body(1, "x");

            client.expectConnectionClose(505);
        }
    }

    @Test
    @DisplayName("§4.2.6 a method in the middle of a content is a 505")
    void method_in_the_middle_of_content() {
        try (RawClient client = BROKER.channelOpened()) {
            client.publishMethod(1, "", "x", false, false).header(1, 60, 10).body(1, "12345");

            client.send(1, Arguments.method(90, 10));

            client.expectConnectionClose(505);
        }
    }

    @Test
    @DisplayName("§4.2.6 a second publish instead of the header is a 505")
    void publish_instead_of_header() {
        try (RawClient client = BROKER.channelOpened()) {
            client.publishMethod(1, "", "x", false, false).publishMethod(1, "", "x", false, false);

            client.expectConnectionClose(505);
        }
    }

    @Test
    @DisplayName("§4.2.6.1 a content header of another class is a 505")
    void header_of_another_class() {
        try (RawClient client = BROKER.channelOpened()) {
            client.publishMethod(1, "", "x", false, false).header(1, 50, 0);

            client.expectConnectionClose(505);
        }
    }

    @Test
    @DisplayName("§4.2.6.2 a body longer than announced is a 501")
    void body_longer_than_announced() {
        try (RawClient client = BROKER.channelOpened()) {
            client.publishMethod(1, "", "x", false, false).header(1, 60, 3).body(1, "12345");

            client.expectConnectionClose(501);
        }
    }

    @Test
    @DisplayName("a message above the configured size is a channel 406, and its body is skipped")
    void message_above_the_maximum() {
        try (RawClient client = BROKER.channelOpened()) {
            client.publishMethod(1, "", "x", false, false).header(1, 60, (1 << 20) + 5);
            for (int i = 0; i < 11; i++) {
                client.body(1, "x".repeat(i < 10 ? 100_000 : (1 << 20) + 5 - 1_000_000));
            }

            assertThat(client.expectChannelClose(1, 406))
                    .isEqualTo("PRECONDITION_FAILED - message size 1048581 is larger than configured max size 1048576");
            client.openChannel(1).publish(1, "", "x", "small").openChannel(2);
        }
    }

    @Test
    @DisplayName("§4.8 after a channel error everything but close-ok is dropped on that channel")
    void frames_after_a_channel_error_are_dropped() {
        try (RawClient client = BROKER.channelOpened()) {
            client.send(
                            1,
                            Arguments.method(50, 10)
                                    .int16(0)
                                    .text("missing")
                                    .bits(true)
                                    .noTable())
                    .publish(1, "no-such-exchange", "x", "dropped")
                    .send(1, Arguments.method(50, 30).int16(0).text("missing").bits(false));

            client.expectChannelClose(1, 404);
            client.openChannel(1).send(1, Arguments.method(90, 10));
            client.expect(1, 90, 11);
        }
    }

    @Test
    @DisplayName("random bytes after the protocol header never do more than close their own connection")
    void random_bytes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[random.nextInt(2000)];
            random.nextBytes(noise);
            try (RawClient client = BROKER.raw().bytes(RawClient.HEADER).bytes(noise)) {
                assertThat(client.read().isMethod(10, 10)).as("seed %d", seed).isTrue();
            }
        }
    }

    @Test
    @DisplayName("a client that goes away in the middle of a frame leaves nothing behind")
    void disconnect_in_the_middle_of_a_frame() {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = BROKER.channelOpened()) {
                client.publishMethod(1, "", bystanderQueue, false, false).header(1, 60, 1000);
                client.bytes(
                        new Arguments().int8(3).int16(1).int32(1000).int8('x').bytes());
            }
        }
        org.awaitility.Awaitility.await()
                .untilAsserted(() ->
                        assertThat(BROKER.broker().management().connections()).hasSize(1));
    }
}
