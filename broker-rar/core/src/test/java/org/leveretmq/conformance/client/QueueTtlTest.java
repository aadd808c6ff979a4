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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

    /** Lets so many milliseconds pass, as the broker counts them. */
    private static void pass(Channel channel, int millis) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue.declareDyingInto(channel, dead, "x-message-ttl", millis).publish("clock");
        dead.next();
    }

    @Test
    void a_get_finds_nothing_that_has_expired(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-message-ttl", 20);
        queue.publish("x");

        pass(channel, 60);

        assertThat(channel.basicGet(queue.name(), true)).isNull();
    }

    @Test
    void messages_die_in_the_order_in_which_they_came(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 30);
        List<String> bodies = List.of("1", "2", "3", "4", "5");
        for (String body : bodies) {
            queue.publish(body);
        }

        dead.awaitCount(5);

        assertThat(dead.drain()).isEqualTo(bodies);
    }

    @Test
    void messages_die_though_a_consumer_without_credit_waits(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 40);
        channel.basicQos(1);
        Inbox inbox = Inbox.consumeWithAcks(channel, queue.name());
        queue.publish("held");
        inbox.await(1);

        queue.publish("dies");

        assertThat(text(dead.next())).isEqualTo("dies");
        channel.basicAck(Inbox.tag(inbox.deliveries().get(0)), false);
        assertThat(queue.count()).isZero();
    }

    @Test
    void zero_dead_letters_what_comes_while_the_consumer_has_no_credit(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 0);
        channel.basicQos(1);
        Inbox inbox = Inbox.consumeWithAcks(channel, queue.name());
        queue.publish("delivered");
        inbox.await(1);

        queue.publish("too late");

        assertThat(text(dead.next())).isEqualTo("too late");
    }

    @Test
    void what_is_dropped_at_once_is_confirmed(Channel channel) throws Exception {
        TestQueue queue = TestQueue.declare(channel, "x-message-ttl", 0);
        channel.confirmSelect();

        queue.publish("x", properties().deliveryMode(2).build());

        assertThat(channel.waitForConfirms(5_000)).isTrue();
    }

    @Test
    void what_is_dropped_at_once_was_routed(Channel channel) throws Exception {
        TestQueue queue = TestQueue.declare(channel, "x-message-ttl", 0);
        List<String> returned = new CopyOnWriteArrayList<>();
        channel.addReturnListener(message -> returned.add(message.getRoutingKey()));
        channel.confirmSelect();

        channel.basicPublish("", queue.name(), true, null, new byte[1]);
        channel.waitForConfirmsOrDie(5_000);

        assertThat(returned).isEmpty();
    }

    @Test
    void a_requeued_message_does_not_begin_a_new_life(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 200);
        queue.publish("x");
        for (int i = 0; i < 20; i++) {
            GetResponse got = channel.basicGet(queue.name(), false);
            if (got == null) {
                break;
            }
            channel.basicNack(tag(got), false, true);
            pass(channel, 20);
        }

        assertThat(text(dead.next())).isEqualTo("x");
    }

    @Test
    void each_queue_counts_for_itself(Channel channel) throws IOException {
        TestQueue lasting = TestQueue.declare(channel);
        TestQueue dead = TestQueue.declare(channel);
        TestQueue fleeting = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 20);
        channel.queueBind(lasting.name(), "amq.fanout", "");
        channel.queueBind(fleeting.name(), "amq.fanout", "");

        channel.basicPublish("amq.fanout", "", null, "x".getBytes(StandardCharsets.UTF_8));

        assertThat(text(dead.next())).isEqualTo("x");
        assertThat(lasting.drain()).containsExactly("x");
    }

    @Test
    void the_longest_time_of_other_brokers_is_fine(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-message-ttl", 4_294_967_295L);

        queue.publish("x");

        assertThat(queue.drain()).containsExactly("x");
    }
}
