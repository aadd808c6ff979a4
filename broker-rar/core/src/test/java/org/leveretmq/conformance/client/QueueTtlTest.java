package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;
import static org.leveretmq.conformance.client.TestQueue.deaths;
import static org.leveretmq.conformance.client.TestQueue.properties;
import static org.leveretmq.conformance.client.TestQueue.tag;
import static org.leveretmq.conformance.client.TestQueue.text;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;

/** x-message-ttl: messages of the queue live so long; 0 means now or never. */
@ConformanceTest
class QueueTtlTest {

    @Test
    void messages_die_when_their_time_is_over(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 50);

        queue.publish("x");

        GetResponse letter = dead.next();
        assertThat(deaths(letter).get(0))
                .containsEntry("reason", "expired")
                .containsEntry("queue", queue.name())
                .doesNotContainKey("original-expiration");
        assertThat(queue.count()).isZero();
    }

    @Test
    void zero_drops_what_nobody_waits_for(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-message-ttl", 0);

        queue.publish("lost");

        assertThat(queue.drain()).isEmpty();
    }

    @Test
    void zero_delivers_to_a_consumer_that_waits(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-message-ttl", 0);
        Inbox inbox = Inbox.consume(channel, queue.name());

        queue.publish("now");

        assertThat(inbox.awaitBodies(1)).containsExactly("now");
    }

    @Test
    void zero_dead_letters_what_nobody_waits_for(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 0);

        queue.publish("lost");

        assertThat(deaths(dead.next()).get(0)).containsEntry("reason", "expired");
    }

    @Test
    void the_lesser_of_the_queues_and_the_messages_time_counts(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 50);

        queue.publish("x", properties().expiration("3600000").build());

        assertThat(text(dead.next())).isEqualTo("x");
    }

    @Test
    void a_delivered_message_does_not_expire(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-message-ttl", 60);
        queue.publish("held");
        GetResponse held = queue.take();
        TestQueue dead = TestQueue.declare(channel);
        TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 120).publish("clock");

        dead.next();

        channel.basicAck(tag(held), false);
        assertThat(queue.count()).isZero();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void a_message_that_comes_back_too_late_dies(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 60);
        queue.publish("held");
        GetResponse held = queue.take();
        TestQueue clockDead = TestQueue.declare(channel);
        TestQueue.declareDyingInto(channel, clockDead, "x-message-ttl", 120).publish("clock");
        clockDead.next();

        channel.basicNack(tag(held), false, true);

        assertThat(text(dead.next())).isEqualTo("held");
    }

    @Test
    void thousands_expire_together(Channel channel) throws Exception {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 300);
        channel.confirmSelect();
        for (int i = 0; i < 20_000; i++) {
            queue.publish("x");
        }

        channel.waitForConfirmsOrDie(10_000);

        dead.awaitCount(20_000);
        assertThat(queue.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 315_360_000_000_001L})
    void a_time_out_of_range_is_refused(long millis, Channel channel) {
        assertClosesChannelMentioning(
                channel, 406, "x-message-ttl", () -> TestQueue.declare(channel, "x-message-ttl", millis));
    }

    @Test
    void a_time_of_a_wrong_type_is_refused(Channel channel) {
        assertClosesChannelMentioning(
                channel, 406, "x-message-ttl", () -> TestQueue.declare(channel, "x-message-ttl", "50"));
    }
}
