package org.leveretmq.conformance;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments of queues, exchanges, bindings and consumers that mean nothing are a 406. */
class ArgumentErrorsTest extends ChannelErrors {
    @ParameterizedTest
    @CsvSource({
        "x-message-ttl, -1",
        "x-expires, 0",
        "x-expires, -1",
        "x-max-length, -1",
        "x-max-length-bytes, -5",
        "x-max-priority, 256",
        "x-max-priority, -1",
        "x-delivery-limit, -1"
    })
    void argument_out_of_range(String argument, int value) {
        assertChannelErrorContaining(406, "'" + argument + "'", () -> declare(Map.of(argument, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "x-message-ttl, text",
        "x-expires, text",
        "x-max-length, text",
        "x-overflow, sideways",
        "x-single-active-consumer, text",
        "x-queue-type, unknown",
        "x-max-priority, text"
    })
    void argument_of_a_wrong_type_or_value(String argument, String value) {
        assertChannelErrorContaining(406, "'" + argument + "'", () -> declare(Map.of(argument, value)));
    }

    @Test
    void dead_letter_routing_key_without_an_exchange() {
        assertChannelErrorContaining(
                406, "'x-dead-letter-routing-key'", () -> declare(Map.of("x-dead-letter-routing-key", "key")));
    }

    @Test
    void void_argument() {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("x-message-ttl", null);
        assertChannelErrorContaining(406, "'x-message-ttl'", () -> declare(arguments));
    }

    @Test
    void unknown_exchange_type() {
        assertChannelErrorContaining(
                406, "unknown exchange type 'no-such-type'", () -> channel.exchangeDeclare(name, "no-such-type"));
    }

    @Test
    void unknown_x_match() throws Exception {
        declare(null);
        assertChannelErrorContaining(
                406, "x-match", () -> channel.queueBind(name, "amq.headers", "", Map.of("x-match", "most", "a", 1)));
    }

    @Test
    void consumer_priority_of_a_wrong_type() throws Exception {
        declare(null);
        assertChannelErrorContaining(
                406,
                "'x-priority'",
                () -> channel.basicConsume(name, true, Map.of("x-priority", "high"), (tag, delivery) -> {}, tag -> {}));
    }
}
