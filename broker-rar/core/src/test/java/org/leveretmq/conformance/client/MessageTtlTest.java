package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;
import static org.leveretmq.conformance.client.TestQueue.deaths;
import static org.leveretmq.conformance.client.TestQueue.properties;
import static org.leveretmq.conformance.client.TestQueue.text;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;

/** The property expiration: a message lives so many milliseconds, written as a decimal number. */
@ConformanceTest
class MessageTtlTest {

    @Test
    void a_message_dies_when_its_time_is_over(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);

        queue.publish("x", properties().expiration("30").build());

        GetResponse letter = dead.next();
        assertThat(letter.getProps().getExpiration()).isNull();
        assertThat(deaths(letter).get(0)).containsEntry("reason", "expired").containsEntry("original-expiration", "30");
    }

    @Test
    void the_lesser_of_the_queues_and_the_messages_time_counts(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 3_600_000);

        queue.publish("x", properties().expiration("30").build());

        assertThat(text(dead.next())).isEqualTo("x");
    }

    @Test
    void a_message_dies_in_time_when_one_that_would_live_longer_was_taken_from_before_it(Channel channel)
            throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        queue.publish("long-lived", properties().expiration("3600000").build());
        queue.publish("short-lived", properties().expiration("1000").build());

        assertThat(text(queue.next())).isEqualTo("long-lived");

        assertThat(text(dead.next())).isEqualTo("short-lived");
    }

    @Test
    void zero_drops_what_nobody_waits_for(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);

        queue.publish("lost", properties().expiration("0").build());
        queue.publish("kept");

        assertThat(queue.drain()).containsExactly("kept");
    }

    @Test
    void a_consumer_never_gets_what_has_expired(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        queue.publish("old", properties().expiration("20").build());
        queue.publish("new", properties().expiration("600000").build());
        dead.next();

        Inbox inbox = Inbox.consume(channel, queue.name());

        assertThat(inbox.awaitBodies(1)).containsExactly("new");
    }

    @Test
    void a_live_message_passes_dead_ones_before_it(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);
        for (int i = 0; i < 1000; i++) {
            queue.publish("old", properties().expiration("1").build());
        }
        queue.publish("new");

        GetResponse got = queue.next();

        while (text(got).equals("old")) {
            got = queue.next();
        }
        assertThat(text(got)).isEqualTo("new");
        assertThat(queue.drain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967296", "315360000000000"})
    @DiffersFromPeer("its longest time is shorter")
    void a_very_long_time_is_fine(String expiration, Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-message-ttl", 315_360_000_000_000L);

        queue.publish("x", properties().expiration(expiration).build());

        assertThat(text(queue.next())).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "1.5", " 5", "0x10", "315360000000001", "99999999999999999999"})
    void anything_but_a_decimal_number_is_refused(String expiration, Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);

        assertClosesChannelMentioning(
                channel,
                406,
                "expiration",
                () -> queue.publish("x", properties().expiration(expiration).build()));
    }

    @Test
    void a_message_that_expired_behind_another_is_not_delivered(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        queue.publish("first");
        queue.publish("expired", properties().expiration("20").build());
        queue.publish("third");
        TestQueue clock = TestQueue.declare(channel);
        TestQueue.declareDyingInto(channel, clock, "x-message-ttl", 60).publish("clock");
        clock.next();

        assertThat(queue.drain()).containsExactly("first", "third");
        assertThat(text(dead.next())).isEqualTo("expired");
    }

    @Test
    void a_delivered_message_shows_its_expiration(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);

        queue.publish("x", properties().expiration("600000").build());

        assertThat(queue.next().getProps().getExpiration()).isEqualTo("600000");
    }

    @Test
    void a_dead_letter_lives_on_without_its_expiration(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        queue.publish("x", properties().expiration("10").build());
        dead.awaitCount(1);
        TestQueue clock = TestQueue.declare(channel);
        TestQueue.declareDyingInto(channel, clock, "x-message-ttl", 60).publish("clock");

        clock.next();

        assertThat(dead.drain()).containsExactly("x");
    }

    @Test
    void zero_is_delivered_to_a_consumer_that_waits(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);
        Inbox inbox = Inbox.consume(channel, queue.name());

        queue.publish("now", properties().expiration("0").build());

        assertThat(inbox.awaitBodies(1)).containsExactly("now");
    }

    @Test
    void a_held_message_that_comes_back_too_late_dies(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        queue.publish("x", properties().expiration("40").build());
        GetResponse held = queue.take();
        TestQueue clock = TestQueue.declare(channel);
        TestQueue.declareDyingInto(channel, clock, "x-message-ttl", 80).publish("clock");
        clock.next();

        channel.basicNack(TestQueue.tag(held), false, true);

        assertThat(deaths(dead.next()).get(0)).containsEntry("original-expiration", "40");
    }

    @ParameterizedTest
    @ValueSource(strings = {"600000", "0600000", "4294967295"})
    void a_decimal_number_is_fine(String expiration, Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel);

        queue.publish("x", properties().expiration(expiration).build());

        assertThat(queue.drain()).containsExactly("x");
    }

    @Test
    void a_wrong_number_is_refused_even_if_the_message_goes_nowhere(Channel channel) {
        assertClosesChannelMentioning(
                channel,
                406,
                "expiration",
                () -> channel.basicPublish(
                        "amq.fanout", "", properties().expiration("soon").build(), new byte[1]));
    }
}
