package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** x-expires: a queue that nobody uses goes; a consumer, a get and a redeclaration are uses. */
@ConformanceTest
class QueueExpiryTest {

    private static boolean exists(TestBroker broker, String queue) throws Exception {
        try (Channel look = broker.connection().createChannel()) {
            look.queueDeclarePassive(queue);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String declare(Channel channel, long millis) throws IOException {
        String queue = TestBroker.uniqueName("expires");
        channel.queueDeclare(queue, false, false, false, Map.of("x-expires", millis));
        return queue;
    }

    /** Passive declarations are uses, too, so a queue is looked for once, when a witness has gone. */
    private static void awaitGone(TestBroker broker, Channel channel, long millis) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue.declareDyingInto(channel, dead, "x-message-ttl", millis).publish("clock");
        dead.next();
    }

    @Test
    void an_unused_queue_goes(TestBroker broker, Channel channel) throws Exception {
        String queue = declare(channel, 40);

        awaitGone(broker, channel, 300);

        assertThat(exists(broker, queue)).isFalse();
    }

    @Test
    void it_goes_with_its_messages(TestBroker broker, Channel channel) throws Exception {
        String queue = declare(channel, 40);
        channel.basicPublish("", queue, null, new byte[1]);

        awaitGone(broker, channel, 300);

        assertThat(exists(broker, queue)).isFalse();
    }

    @Test
    void a_queue_with_a_consumer_stays(TestBroker broker, Channel channel) throws Exception {
        String queue = declare(channel, 40);
        Inbox.consume(channel, queue);

        awaitGone(broker, channel, 200);

        assertThat(exists(broker, queue)).isTrue();
    }

    @Test
    void it_goes_when_its_last_consumer_has_gone(TestBroker broker, Channel channel) throws Exception {
        String queue = declare(channel, 40);
        channel.basicCancel(Inbox.consume(channel, queue).tag());

        awaitGone(broker, channel, 300);

        assertThat(exists(broker, queue)).isFalse();
    }

    @Test
    void a_get_is_a_use(TestBroker broker, Channel channel) throws Exception {
        String queue = declare(channel, 400);
        for (int i = 0; i < 4; i++) {
            awaitGone(broker, channel, 150);
            channel.basicGet(queue, true);
        }

        assertThat(exists(broker, queue)).isTrue();
    }

    @Test
    void a_redeclaration_is_a_use(TestBroker broker, Channel channel) throws Exception {
        String queue = declare(channel, 400);
        for (int i = 0; i < 4; i++) {
            awaitGone(broker, channel, 150);
            channel.queueDeclare(queue, false, false, false, Map.of("x-expires", 400));
        }

        assertThat(exists(broker, queue)).isTrue();
    }

    @Test
    void publishing_is_no_use(TestBroker broker, Channel channel) throws Exception {
        String queue = declare(channel, 150);
        for (int i = 0; i < 4; i++) {
            awaitGone(broker, channel, 80);
            channel.basicPublish("", queue, null, new byte[1]);
        }

        assertThat(exists(broker, queue)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 315_360_000_000_001L})
    void a_time_out_of_range_is_refused(long millis, Channel channel) {
        assertClosesChannelMentioning(channel, 406, "x-expires", () -> declare(channel, millis));
    }

    @Test
    void a_time_of_a_wrong_type_is_refused(Channel channel) {
        assertClosesChannelMentioning(channel, 406, "x-expires", () -> TestQueue.declare(channel, "x-expires", true));
    }
}
