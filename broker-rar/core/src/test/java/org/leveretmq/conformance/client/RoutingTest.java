package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leveretmq.conformance.ConformanceTest;

/** AMQP 0-9-1 §3.1.3, Exchange Types: direct, fanout, topic; and CC and BCC of RabbitMQ. */
@ConformanceTest
class RoutingTest {
    private final String exchange = uniqueName("exchange");

    private void declare(Channel channel, String type) throws IOException {
        channel.exchangeDeclare(exchange, type, false, true, null);
    }

    private String bound(Channel channel, String... keys) throws IOException {
        String queue = channel.queueDeclare().getQueue();
        for (String key : keys) {
            channel.queueBind(queue, exchange, key);
        }
        return queue;
    }

    private void publish(Channel channel, String key, String body) throws IOException {
        channel.basicPublish(exchange, key, null, body.getBytes(StandardCharsets.UTF_8));
    }

    /** §1.7.2.3: "the message MUST be passed to the message queue if K = R". */
    @Test
    void direct_exchange_compares_keys(Channel channel) throws Exception {
        declare(channel, "direct");
        String one = bound(channel, "1");
        String two = bound(channel, "2");
        String both = bound(channel, "1", "2");

        publish(channel, "1", "a");
        publish(channel, "2", "b");
        publish(channel, "3", "nobody's");
        publish(channel, "", "nobody's");

        assertThat(Inbox.drain(channel, one)).containsExactly("a");
        assertThat(Inbox.drain(channel, two)).containsExactly("b");
        assertThat(Inbox.drain(channel, both)).containsExactly("a", "b");
    }

    /** §3.1.3.2: "the message is passed to the message queue unconditionally". */
    @Test
    void fanout_exchange_ignores_keys(Channel channel) throws Exception {
        declare(channel, "fanout");
        String one = bound(channel, "1");
        String two = bound(channel, "");

        publish(channel, "x", "a");

        assertThat(Inbox.drain(channel, one)).containsExactly("a");
        assertThat(Inbox.drain(channel, two)).containsExactly("a");
    }

    /** §3.1.3.3: "* matches a single word, and # matches zero or more words". */
    @ParameterizedTest
    @CsvSource({
        "a.b.c, a.b.c, true",
        "a.b.c, a.b, false",
        "a.b, a.b.c, false",
        "a.*.c, a.b.c, true",
        "a.*.c, a.c, false",
        "a.*.c, a.b.b.c, false",
        "*, a, true",
        "*, a.b, false",
        "*, '', false",
        "#, '', true",
        "#, a, true",
        "#, a.b.c.d, true",
        "a.#, a, true",
        "a.#, a.b.c, true",
        "a.#, b, false",
        "#.c, c, true",
        "#.c, a.b.c, true",
        "#.c, a.b.cc, false",
        "a.#.c, a.c, true",
        "a.#.c, a.b.b.c, true",
        "a.#.c, a.b.c.d, false",
        "*.#.*, a, false",
        "*.#.*, a.b, true",
        "#.#, a, true",
        "#.b.#, a.b.c, true",
        "#.b.#, b, true",
        "#.b.#, a.c, false",
        "a.*.#, a, false",
        "a.*.#, a.b, true",
        "a..c, a..c, true",
        "a.*.c, a..c, true",
        "*.*, ., true",
        "a*, ab, false",
        "a.b#, a.bc, false",
        "A.b, a.b, false",
        "stock.#.nyse, stock.usd.eur.nyse, true",
    })
    void topic_exchange_matches_patterns(String pattern, String key, boolean matches, Channel channel)
            throws Exception {
        declare(channel, "topic");
        String queue = bound(channel, pattern);

        publish(channel, key, "m");

        assertThat(Inbox.drain(channel, queue)).hasSize(matches ? 1 : 0);
    }

    /** §1.7.2.3: "A server MUST not deliver the same message more than once to a queue, even if the queue has multiple bindings that match". */
    @Test
    void queue_gets_a_message_once(Channel channel) throws Exception {
        declare(channel, "topic");
        String queue = bound(channel, "a.b", "a.*", "#", "*.b", "a.#");

        publish(channel, "a.b", "m");

        assertThat(Inbox.drain(channel, queue)).containsExactly("m");
    }

    /** §1.7.2.5: only the binding that is named goes. */
    @Test
    void unbinding_leaves_other_bindings(Channel channel) throws Exception {
        declare(channel, "topic");
        String queue = bound(channel, "a.#", "#.b", "c");
        channel.queueUnbind(queue, exchange, "a.#");

        publish(channel, "a.x", "gone");
        publish(channel, "a.b", "stays");
        publish(channel, "c", "stays, too");

        assertThat(Inbox.drain(channel, queue)).containsExactly("stays", "stays, too");
    }

    /** §3.1.3.3 with many patterns, which must not get slow or mixed up. */
    @Test
    void topic_exchange_with_many_bindings(Channel channel) throws Exception {
        declare(channel, "topic");
        String queue = channel.queueDeclare().getQueue();
        for (int i = 0; i < 300; i++) {
            channel.queueBind(queue, exchange, "sensor." + i + ".*.#");
        }

        publish(channel, "sensor.299.temperature", "in");
        publish(channel, "sensor.300.temperature", "out");
        publish(channel, "sensor.7", "out");
        publish(channel, "sensor.7.humidity.percent", "in, too");

        assertThat(Inbox.drain(channel, queue)).containsExactly("in", "in, too");
    }

    /** Bindings that differ in their arguments alone are two; unbinding one leaves the other. */
    @Test
    void bindings_with_other_arguments_are_other_bindings(Channel channel) throws Exception {
        declare(channel, "direct");
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, exchange, "k", Map.of("a", 1));
        channel.queueBind(queue, exchange, "k", Map.of("a", 2));
        channel.queueUnbind(queue, exchange, "k", Map.of("a", 1));

        publish(channel, "k", "m");

        assertThat(Inbox.drain(channel, queue)).containsExactly("m");
    }

    /** §1.8.3.7: "If the exchange was declared as an internal exchange, the server MUST raise a channel exception with a reply code 403". */
    @Test
    void internal_exchange_refuses_publishes(Channel channel) throws Exception {
        channel.exchangeDeclare(exchange, "fanout", false, true, true, null);

        assertClosesChannelMentioning(
                channel,
                403,
                "ACCESS_REFUSED - cannot publish to internal exchange '" + exchange + "' in vhost '/'",
                () -> publish(channel, "k", "m"));
    }

    /** RabbitMQ: each key in CC and BCC is a routing key, too; BCC is not shown. */
    @Test
    void carbon_copies_are_routed(Channel channel) throws Exception {
        declare(channel, "direct");
        String to = bound(channel, "to");
        String copied = bound(channel, "cc");
        String blind = bound(channel, "bcc");
        BasicProperties properties = new BasicProperties.Builder()
                .headers(Map.of("CC", List.of("cc", "to"), "BCC", List.of("bcc"), "other", 1))
                .build();

        channel.basicPublish(exchange, "to", properties, new byte[1]);

        assertThat(channel.basicGet(to, true).getProps().getHeaders()).containsOnlyKeys("CC", "other");
        assertThat(channel.basicGet(copied, true).getProps().getHeaders()).doesNotContainKey("BCC");
        assertThat(channel.basicGet(blind, true).getEnvelope().getRoutingKey()).isEqualTo("to");
        assertThat(channel.basicGet(to, true)).as("a second copy").isNull();
    }
}
