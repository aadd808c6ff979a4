package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.TestQueue.deaths;
import static org.leveretmq.conformance.client.TestQueue.header;
import static org.leveretmq.conformance.client.TestQueue.tag;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;

/** x-death, x-first-death-* and x-last-death-*: what a dead letter tells of its deaths. */
@ConformanceTest
class DeathHeadersTest {

    private static void reject(Channel channel, TestQueue queue) throws IOException {
        channel.basicReject(tag(queue.take()), false);
    }

    @Test
    void a_death_has_count_reason_queue_time_exchange_and_keys(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        channel.queueBind(queue.name(), "amq.direct", "key");
        channel.basicPublish("amq.direct", "key", null, new byte[0]);

        reject(channel, queue);

        Map<String, Object> death = deaths(dead.next()).get(0);
        assertThat(death)
                .containsOnlyKeys("count", "reason", "queue", "time", "exchange", "routing-keys")
                .containsEntry("count", 1L)
                .containsEntry("reason", "rejected")
                .containsEntry("queue", queue.name())
                .containsEntry("exchange", "amq.direct");
        assertThat(death.get("routing-keys").toString()).isEqualTo("[key]");
    }

    @Test
    void first_and_last_death_are_summed_up(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue second = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 20);
        TestQueue first = TestQueue.declareDyingInto(channel, second);
        channel.queueBind(first.name(), "amq.direct", first.name());
        channel.basicPublish("amq.direct", first.name(), null, new byte[0]);

        reject(channel, first);

        GetResponse letter = dead.next();
        assertThat(header(letter, "x-first-death-reason")).isEqualTo("rejected");
        assertThat(header(letter, "x-first-death-queue")).isEqualTo(first.name());
        assertThat(header(letter, "x-first-death-exchange")).isEqualTo("amq.direct");
    }

    @Test
    @DiffersFromPeer("3.10 does not know x-last-death-*")
    void the_last_death_is_the_newest(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue second = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 20);
        TestQueue first = TestQueue.declareDyingInto(channel, second);
        first.publish("x");

        reject(channel, first);

        GetResponse letter = dead.next();
        assertThat(header(letter, "x-last-death-reason")).isEqualTo("expired");
        assertThat(header(letter, "x-last-death-queue")).isEqualTo(second.name());
        assertThat(header(letter, "x-last-death-exchange")).isEmpty();
    }

    @Test
    void deaths_are_listed_newest_first(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue second = TestQueue.declareDyingInto(channel, dead, "x-message-ttl", 20);
        TestQueue first = TestQueue.declareDyingInto(channel, second, "x-max-length", 0);

        first.publish("x");

        List<Map<String, Object>> deaths = deaths(dead.next());
        assertThat(deaths).extracting(death -> death.get("queue")).containsExactly(second.name(), first.name());
        assertThat(deaths).extracting(death -> death.get("reason")).containsExactly("expired", "maxlen");
    }

    @Test
    void the_same_death_again_is_counted_and_moves_to_the_front(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue a = TestQueue.declareDyingInto(channel, dead);
        TestQueue b = TestQueue.declareDyingInto(channel, dead);
        a.publish("x");
        reject(channel, a);
        channel.basicPublish("", b.name(), dead.next().getProps(), new byte[0]);
        reject(channel, b);
        channel.basicPublish("", a.name(), dead.next().getProps(), new byte[0]);

        reject(channel, a);

        List<Map<String, Object>> deaths = deaths(dead.next());
        assertThat(deaths).extracting(death -> death.get("queue")).containsExactly(a.name(), b.name());
        assertThat(deaths).extracting(death -> death.get("count")).containsExactly(2L, 1L);
    }

    @Test
    void other_reasons_in_the_same_queue_are_other_deaths(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        queue.publish("x");
        reject(channel, queue);
        AMQP.BasicProperties again =
                dead.next().getProps().builder().expiration("10").build();

        channel.basicPublish("", queue.name(), again, new byte[0]);

        List<Map<String, Object>> deaths = deaths(dead.next());
        assertThat(deaths).extracting(death -> death.get("reason")).containsExactly("expired", "rejected");
    }
}
