package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Content headers and bodies that come at the wrong time, or are not as announced. */
class MalformedContentWireTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker(builder -> builder.maxMessageBytes(1 << 20));

    @RegisterExtension
    final Bystander bystander = new Bystander(BROKER);

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
}
