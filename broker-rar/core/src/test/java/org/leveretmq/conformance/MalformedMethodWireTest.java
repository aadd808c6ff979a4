package org.leveretmq.conformance;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Method frames whose fields, class or method a client must not send. */
class MalformedMethodWireTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    @RegisterExtension
    final Bystander bystander = new Bystander(BROKER);

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
}
