package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;
import static org.leveretmq.conformance.client.TestQueue.properties;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;

/** The property user-id must be the name of the user who publishes. */
@ConformanceTest
class UserIdTest {

    @Test
    void ones_own_name_is_fine(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);

        queue.publish("x", properties().userId("guest").build());

        assertThat(queue.next().getProps().getUserId()).isEqualTo("guest");
    }

    @Test
    void the_name_of_somebody_else_is_refused(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);

        assertClosesChannel(
                channel,
                406,
                "PRECONDITION_FAILED - user_id property set to 'somebody' but authenticated user was 'guest'",
                () -> queue.publish("x", properties().userId("somebody").build()));
    }
}
