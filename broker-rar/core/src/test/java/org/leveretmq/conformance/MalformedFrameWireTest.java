package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no frame, of a type or size that there is not, or that end too early. */
class MalformedFrameWireTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    @RegisterExtension
    final Bystander bystander = new Bystander(BROKER);

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
                client.publishMethod(1, "", bystander.queue(), false, false).header(1, 60, 1000);
                client.bytes(
                        new Arguments().int8(3).int16(1).int32(1000).int8('x').bytes());
            }
        }
        await().untilAsserted(() ->
                assertThat(BROKER.broker().management().connections()).hasSize(1));
    }
}
