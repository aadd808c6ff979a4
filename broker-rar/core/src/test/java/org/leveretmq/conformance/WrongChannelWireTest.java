package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Frames on a channel that they do not belong to, because of its number or its state. */
class WrongChannelWireTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    @RegisterExtension
    final Bystander bystander = new Bystander(BROKER);

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
}
