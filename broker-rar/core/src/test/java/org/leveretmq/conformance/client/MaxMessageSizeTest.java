package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;

/** Bodies larger than the limit are refused with 406, before they fill the heap. */
@ConformanceTest
class MaxMessageSizeTest {

    private static TestBroker limited(TestBroker broker) {
        return broker.withSettings(settings -> settings.maxMessageBytes(1000));
    }

    @Test
    @NeedsOwnBroker("a small limit")
    void a_larger_body_is_refused(TestBroker broker) throws IOException {
        Channel channel = limited(broker).connect().createChannel();
        String queue = channel.queueDeclare().getQueue();

        assertClosesChannelMentioning(
                channel, 406, "PRECONDITION_FAILED", () -> channel.basicPublish("", queue, null, new byte[1001]));
    }

    @Test
    @NeedsOwnBroker("a small limit")
    void a_body_of_just_the_limit_is_fine(TestBroker broker) throws Exception {
        Channel channel = limited(broker).connect().createChannel();
        String queue = channel.queueDeclare().getQueue();
        channel.confirmSelect();

        channel.basicPublish("", queue, null, new byte[1000]);

        assertThat(channel.waitForConfirms(5_000)).isTrue();
    }

    @Test
    @NeedsOwnBroker("a small limit")
    void other_channels_go_on(TestBroker broker) throws Exception {
        Connection connection = limited(broker).connect();
        Channel offender = connection.createChannel();
        Channel other = connection.createChannel();
        String queue = other.queueDeclare().getQueue();
        offender.basicPublish("", queue, null, new byte[200_000]);

        other.confirmSelect();
        other.basicPublish("", queue, null, new byte[10]);

        assertThat(other.waitForConfirms(5_000)).isTrue();
        assertThat(other.messageCount(queue)).isEqualTo(1);
    }
}
