package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;

/** x-queue-type classic and x-queue-mode are accepted; quorum queues and streams are not there yet. */
@ConformanceTest
class QueueTypeTest {

    @ParameterizedTest
    @ValueSource(strings = {"default", "lazy"})
    void every_queue_mode_is_accepted(String mode, Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-queue-type", "classic", "x-queue-mode", mode);

        queue.publish("x");

        assertThat(queue.drain()).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quorum", "stream", "cat"})
    @DiffersFromPeer("quorum queues and streams are there")
    void other_types_are_refused(String type, Channel channel) {
        assertClosesChannelMentioning(
                channel, 406, "x-queue-type", () -> TestQueue.declare(channel, "x-queue-type", type));
    }

    @Test
    void a_type_of_a_wrong_type_is_refused(Channel channel) {
        assertClosesChannelMentioning(
                channel, 406, "x-queue-type", () -> TestQueue.declare(channel, "x-queue-type", 5));
    }
}
