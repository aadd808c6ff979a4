package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which queues a message reaches, with the Java client. */
class RoutingTest extends ClientFixture {
    private final String id = UUID.randomUUID().toString();

    private String exchange(String type) throws Exception {
        String name = type + "-" + UUID.randomUUID();
        channel.exchangeDeclare(name, type, false, true, null);
        return name;
    }

    private String queue() throws Exception {
        return channel.queueDeclare().getQueue();
    }

    private void publish(String exchange, String key, String body) throws Exception {
        publish(exchange, key, null, body);
    }

    private void publish(String exchange, String key, Map<String, Object> headers, String body) throws Exception {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().headers(headers).build();
        channel.basicPublish(exchange, key, properties, body.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> drain(String queue) throws Exception {
        List<String> bodies = new ArrayList<>();
        for (GetResponse got = channel.basicGet(queue, true); got != null; got = channel.basicGet(queue, true)) {
            bodies.add(new String(got.getBody(), StandardCharsets.UTF_8));
        }
        return bodies;
    }

    @Test
    void default_exchange_leads_to_the_queue_of_the_name() throws Exception {
        String queue = queue();
        publish("", queue, "x");
        assertThat(drain(queue)).containsExactly("x");
    }

    @Test
    void direct_exchange_compares_keys() throws Exception {
        String exchange = exchange("direct");
        String queue = queue();
        channel.queueBind(queue, exchange, "a");
        channel.queueBind(queue, exchange, "b");
        publish(exchange, "a", "1");
        publish(exchange, "b", "2");
        publish(exchange, "c", "3");
        assertThat(drain(queue)).containsExactly("1", "2");
    }

    @Test
    void fanout_exchange_leads_everywhere_once() throws Exception {
        String exchange = exchange("fanout");
        String first = queue();
        String second = queue();
        channel.queueBind(first, exchange, "a");
        channel.queueBind(first, exchange, "b");
        channel.queueBind(second, exchange, "");
        publish(exchange, "whatever", "x");
        assertThat(drain(first)).containsExactly("x");
        assertThat(drain(second)).containsExactly("x");
    }

    @ParameterizedTest
    @CsvSource({
        "a.b.c, a.b.c, true",
        "a.*.c, a.b.c, true",
        "a.*.c, a.b.b.c, false",
        "a.#, a, true",
        "a.#, a.b.c, true",
        "#.c, a.b.c, true",
        "#, a.b, true",
        "*, a, true",
        "*, a.b, false",
        "a.#.d, a.d, true",
        "a.#.d, a.b.c.d, true",
        "a.*.#, a, false",
        "#.b.#, a.b.c, true",
        "#.#, x, true",
        "a..c, a..c, true",
        "a.*.c, a..c, true",
        "A.b, a.b, false"
    })
    void topic_exchange_matches_words(String pattern, String key, boolean matches) throws Exception {
        String exchange = exchange("topic");
        String queue = queue();
        channel.queueBind(queue, exchange, pattern);
        publish(exchange, key, "x");
        assertThat(drain(queue)).hasSize(matches ? 1 : 0);
    }

    @Test
    void topic_exchange_without_a_key_matches_hash_only() throws Exception {
        String exchange = exchange("topic");
        String hash = queue();
        String star = queue();
        channel.queueBind(hash, exchange, "#");
        channel.queueBind(star, exchange, "*");
        publish(exchange, "", "x");
        assertThat(drain(hash)).containsExactly("x");
        assertThat(drain(star)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "all, true, false, false",
        "any, true, true, false",
    })
    void headers_exchange_matches_all_or_any(String mode, boolean both, boolean one, boolean none) throws Exception {
        String exchange = exchange("headers");
        String queue = queue();
        channel.queueBind(queue, exchange, "", Map.of("x-match", mode, "a", 1, "b", "two"));
        publish(exchange, "", Map.of("a", 1, "b", "two", "c", true), "both");
        publish(exchange, "", Map.of("a", 1), "one");
        publish(exchange, "", Map.of("a", 2), "none");
        List<String> expected = new ArrayList<>();
        if (both) {
            expected.add("both");
        }
        if (one) {
            expected.add("one");
        }
        if (none) {
            expected.add("none");
        }
        assertThat(drain(queue)).isEqualTo(expected);
    }

    @Test
    void headers_exchange_compares_types() throws Exception {
        String exchange = exchange("headers");
        String queue = queue();
        channel.queueBind(queue, exchange, "", Map.of("a", 1));
        publish(exchange, "", Map.of("a", "1"), "text");
        publish(exchange, "", Map.of("a", 1L), "wide");
        assertThat(drain(queue)).containsExactly("wide");
    }

    @Test
    void headers_exchange_takes_a_void_value_for_presence() throws Exception {
        String exchange = exchange("headers");
        String queue = queue();
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("a", null);
        channel.queueBind(queue, exchange, "", arguments);
        publish(exchange, "", Map.of("a", "anything"), "there");
        publish(exchange, "", Map.of("b", "anything"), "not there");
        assertThat(drain(queue)).containsExactly("there");
    }

    @Test
    void headers_exchange_looks_at_x_headers_only_when_asked() throws Exception {
        String exchange = exchange("headers");
        String without = queue();
        String with = queue();
        channel.queueBind(without, exchange, "", Map.of("x-match", "all", "x-a", 1, "b", 2));
        channel.queueBind(with, exchange, "", Map.of("x-match", "all-with-x", "x-a", 1, "b", 2));
        publish(exchange, "", Map.of("b", 2), "b");
        publish(exchange, "", Map.of("x-a", 1, "b", 2), "both");
        assertThat(drain(without)).containsExactly("b", "both");
        assertThat(drain(with)).containsExactly("both");
    }

    @Test
    void exchanges_can_be_bound_in_a_circle() throws Exception {
        String first = exchange("fanout");
        String second = exchange("fanout");
        String queue = queue();
        channel.exchangeBind(second, first, "");
        channel.exchangeBind(first, second, "");
        channel.queueBind(queue, first, "");
        channel.queueBind(queue, second, "");
        publish(first, "", "x");
        assertThat(drain(queue)).containsExactly("x");
    }

    @Test
    void internal_exchange_passes_on_what_comes_from_an_exchange() throws Exception {
        String inner = "inner-" + id;
        channel.exchangeDeclare(inner, "fanout", false, true, true, null);
        String outer = exchange("direct");
        String queue = queue();
        channel.exchangeBind(inner, outer, "k");
        channel.queueBind(queue, inner, "");
        publish(outer, "k", "x");
        assertThat(drain(queue)).containsExactly("x");
    }

    @Test
    void alternate_exchange_receives_what_finds_no_queue() throws Exception {
        String alternate = exchange("fanout");
        String queue = queue();
        channel.queueBind(queue, alternate, "");
        String exchange = "with-alternate-" + id;
        channel.exchangeDeclare(exchange, "direct", false, true, Map.of("alternate-exchange", alternate));
        String bound = queue();
        channel.queueBind(bound, exchange, "known");
        publish(exchange, "known", "1");
        publish(exchange, "unknown", "2");
        assertThat(drain(bound)).containsExactly("1");
        assertThat(drain(queue)).containsExactly("2");
    }

    @Test
    void copies_go_to_more_keys_and_blind_ones_are_not_shown() throws Exception {
        String first = queue();
        String second = queue();
        String third = queue();
        publish("", first, Map.of("CC", List.of(second), "BCC", List.of(third)), "x");
        GetResponse got = channel.basicGet(first, true);
        assertThat(got.getProps().getHeaders()).containsKey("CC").doesNotContainKey("BCC");
        assertThat(drain(second)).containsExactly("x");
        assertThat(drain(third)).containsExactly("x");
    }

    @Test
    void auto_delete_exchange_goes_with_its_last_binding_and_not_before() throws Exception {
        String exchange = exchange("fanout");
        channel.exchangeDeclarePassive(exchange);
        String queue = queue();
        channel.queueBind(queue, exchange, "");
        channel.queueDelete(queue);
        channel.exchangeDeclare(exchange, "direct", false, true, null);
    }

    @Test
    void unbinding_needs_the_same_key_and_arguments() throws Exception {
        String exchange = exchange("direct");
        String queue = queue();
        channel.queueBind(queue, exchange, "k");
        channel.queueBind(queue, exchange, "k", Map.of("a", 1));
        channel.queueUnbind(queue, exchange, "k");
        publish(exchange, "k", "x");
        assertThat(drain(queue)).containsExactly("x");
    }

    @Test
    void names_may_be_any_unicode() throws Exception {
        String queue = "очередь-队列-🐇-" + id;
        channel.queueDeclare(queue, false, true, false, null);
        channel.queueBind(queue, "amq.topic", "ключ.*");
        publish("amq.topic", "ключ.值", "тело");
        assertThat(drain(queue)).containsExactly("тело");
    }
}
