package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
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

    @Test
    void its_messages_do_not_become_dead_letters(TestBroker broker, Channel channel) throws Exception {
        TestQueue dead = TestQueue.declare(channel);
        String queue = TestBroker.uniqueName("expires");
        channel.queueDeclare(
                queue,
                false,
                false,
                false,
                Map.of("x-expires", 40, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead.name()));
        channel.basicPublish("", queue, null, new byte[1]);

        awaitGone(broker, channel, 300);

        assertThat(exists(broker, queue)).isFalse();
        assertThat(dead.count()).isZero();
    }

    @Test
    void its_bindings_go_with_it(TestBroker broker, Channel channel) throws Exception {
        String exchange = TestBroker.uniqueName("expires");
        channel.exchangeDeclare(exchange, "fanout", false, true, null);
        String queue = declare(channel, 40);
        channel.queueBind(queue, exchange, "");

        awaitGone(broker, channel, 300);

        assertThat(exists(broker, queue)).isFalse();
        Closings.assertClosesChannel(
                channel,
                404,
                "NOT_FOUND - no exchange '" + exchange + "' in vhost '/'",
                () -> channel.exchangeDeclarePassive(exchange));
    }

    @Test
    void a_message_that_somebody_holds_does_not_keep_it(TestBroker broker, Channel channel) throws Exception {
        String queue = declare(channel, 100);
        channel.basicPublish("", queue, null, new byte[1]);
        GetResponse held = channel.basicGet(queue, false);

        awaitGone(broker, channel, 400);

        assertThat(exists(broker, queue)).isFalse();
        channel.basicAck(TestQueue.tag(held), false);
        assertThat(channel.basicGet(TestQueue.declare(channel).name(), true)).isNull();
    }

    @Test
    void the_time_begins_when_the_last_consumer_goes(TestBroker broker, Channel channel) throws Exception {
        String queue = declare(channel, 400);
        Inbox inbox = Inbox.consume(channel, queue);
        awaitGone(broker, channel, 600);
        channel.basicCancel(inbox.tag());

        awaitGone(broker, channel, 100);

        assertThat(exists(broker, queue)).isTrue();
    }

    @Test
    void the_name_is_free_afterwards(TestBroker broker, Channel channel) throws Exception {
        String queue = declare(channel, 1);
        awaitGone(broker, channel, 200);

        channel.queueDeclare(queue, false, true, true, null);

        assertThat(channel.isOpen()).isTrue();
    }
}
