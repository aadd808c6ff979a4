package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.leveretmq.conformance.ConformanceTest;

/** AMQP 0-9-1 §3.1.3.4, The Headers Exchange Type, with the rules of RabbitMQ. */
@ConformanceTest
class HeadersExchangeTest {
    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static Stream<Arguments> matches() {
        return Stream.of(
                of(map("x-match", "all", "a", 1, "b", 2), map("a", 1, "b", 2), true),
                of(map("x-match", "all", "a", 1, "b", 2), map("a", 1, "b", 2, "c", 3), true),
                of(map("x-match", "all", "a", 1, "b", 2), map("a", 1), false),
                of(map("x-match", "all", "a", 1, "b", 2), map("a", 1, "b", 3), false),
                of(map("x-match", "any", "a", 1, "b", 2), map("a", 1), true),
                of(map("x-match", "any", "a", 1, "b", 2), map("b", 2, "a", 9), true),
                of(map("x-match", "any", "a", 1, "b", 2), map("a", 2, "b", 1), false),
                of(map("x-match", "any", "a", 1), map(), false),
                of(map("a", 1, "b", 2), map("a", 1, "b", 2), true),
                of(map("a", 1, "b", 2), map("a", 1), false),
                of(map("x-match", "all"), map(), true),
                of(map(), map("a", 1), true),
                of(map("x-match", "all", "a", null), map("a", "anything"), true),
                of(map("x-match", "all", "a", null), map("b", 1), false),
                of(map("x-match", "any", "a", null, "b", 1), map("a", true), true),
                of(map("x-match", "all", "a", "text"), map("a", "text"), true),
                of(map("x-match", "all", "a", "text"), map("a", "Text"), false),
                of(map("x-match", "all", "a", 1), map("a", "1"), false),
                of(map("x-match", "all", "a", true), map("a", true), true),
                of(map("x-match", "all", "a", true), map("a", "true"), false),
                of(map("x-match", "all", "a", List.of(1, 2)), map("a", List.of(1, 2)), true),
                of(map("x-match", "all", "a", Map.of("k", "v")), map("a", Map.of("k", "v")), true),
                of(map("x-match", "all", "x-a", 1, "b", 2), map("b", 2), true),
                of(map("x-match", "any", "x-a", 1, "b", 2), map("x-a", 1), false),
                of(map("x-match", "all-with-x", "x-a", 1, "b", 2), map("b", 2), false),
                of(map("x-match", "all-with-x", "x-a", 1, "b", 2), map("x-a", 1, "b", 2), true),
                of(map("x-match", "any-with-x", "x-a", 1, "b", 2), map("x-a", 1), true),
                of(map("x-match", "any-with-x", "x-a", 1, "b", 2), map("x-a", 2), false));
    }

    @ParameterizedTest
    @MethodSource("matches")
    void binding_matches_headers(
            Map<String, Object> binding, Map<String, Object> headers, boolean matches, Channel channel)
            throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "amq.headers", "", binding);

        channel.basicPublish(
                "amq.headers",
                "",
                new BasicProperties.Builder().headers(headers).build(),
                new byte[1]);

        assertThat(Inbox.drain(channel, queue)).hasSize(matches ? 1 : 0);
    }

    /** RabbitMQ: integers are equal whatever their width. */
    @Test
    void number_matches_whatever_its_width(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "amq.headers", "", map("x-match", "all", "a", 1));

        channel.basicPublish(
                "amq.headers",
                "",
                new BasicProperties.Builder().headers(map("a", 1L)).build(),
                new byte[1]);

        assertThat(Inbox.drain(channel, queue)).hasSize(1);
    }

    @Test
    void message_without_headers_matches_an_empty_binding_only(Channel channel) throws Exception {
        String all = channel.queueDeclare().getQueue();
        String some = channel.queueDeclare().getQueue();
        channel.queueBind(all, "amq.headers", "", Collections.emptyMap());
        channel.queueBind(some, "amq.headers", "", map("a", 1));

        channel.basicPublish("amq.headers", "", null, new byte[1]);

        assertThat(Inbox.drain(channel, all)).hasSize(1);
        assertThat(Inbox.drain(channel, some)).isEmpty();
    }

    /** §3.1.3.4: the routing key is not looked at. */
    @Test
    void routing_key_means_nothing(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "amq.match", "some key", map("a", 1));

        channel.basicPublish(
                "amq.match",
                "another",
                new BasicProperties.Builder().headers(map("a", 1)).build(),
                new byte[1]);

        assertThat(Inbox.drain(channel, queue)).hasSize(1);
    }
}
