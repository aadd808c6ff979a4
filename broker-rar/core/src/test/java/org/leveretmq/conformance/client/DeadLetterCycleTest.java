package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.client.TestQueue.deaths;
import static org.leveretmq.conformance.client.TestQueue.tag;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** A message that circles through dead letter queues ends, unless somebody rejected it on the way. */
@ConformanceTest
class DeadLetterCycleTest {

    @Test
    void a_circle_of_expiries_ends(Channel channel) throws IOException {
        String self = TestBroker.uniqueName("circle");
        channel.queueDeclare(
                self,
                false,
                true,
                false,
                Map.of("x-message-ttl", 20, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", self));

        channel.basicPublish("", self, null, new byte[1]);

        await().until(() -> channel.messageCount(self) == 0);
        assertThat(channel.messageCount(self)).isZero();
    }

    @Test
    void a_circle_with_a_rejection_goes_on(Channel channel) throws IOException {
        String self = TestBroker.uniqueName("circle");
        channel.queueDeclare(
                self, false, true, false, Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", self));
        channel.basicPublish("", self, null, new byte[1]);

        for (int i = 1; i <= 3; i++) {
            GetResponse got = await().until(() -> channel.basicGet(self, false), back -> back != null);
            channel.basicReject(tag(got), false);
        }

        GetResponse last = await().until(() -> channel.basicGet(self, false), back -> back != null);
        assertThat(deaths(last)).hasSize(1);
        assertThat(deaths(last).get(0)).containsEntry("count", 3L).containsEntry("reason", "rejected");
    }

    @Test
    void a_circle_of_two_queues_ends(Channel channel) throws IOException {
        String one = TestBroker.uniqueName("circle");
        String two = TestBroker.uniqueName("circle");
        channel.queueDeclare(
                one,
                false,
                true,
                false,
                Map.of("x-message-ttl", 20, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", two));
        channel.queueDeclare(
                two,
                false,
                true,
                false,
                Map.of("x-message-ttl", 20, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", one));

        channel.basicPublish("", one, null, new byte[1]);

        await().until(() -> channel.messageCount(one) + channel.messageCount(two) == 0);
        assertThat(channel.isOpen()).isTrue();
    }
}
