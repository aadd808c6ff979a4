package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;

/** RabbitMQ: a second declaration has to be equivalent (AMQP 0-9-1 §1.6.2.1 and §1.7.2.1, passive/equivalent). */
@ConformanceTest
class RedeclareTest {
    private final String name = uniqueName("redeclared");

    private String inequivalent(String argument, String kind, Object received, Object current) {
        return "PRECONDITION_FAILED - inequivalent arg '" + argument + "' for " + kind + " '" + name
                + "' in vhost '/': received '" + received + "' but current is '" + current + "'";
    }

    @Test
    void equivalent_queue_is_fine(Channel channel) throws Exception {
        Map<String, Object> arguments = Map.of("x-expires", 60_000, "x-unknown", "kept");
        channel.queueDeclare(name, false, false, true, arguments);

        var declareOk = channel.queueDeclare(name, false, false, true, arguments);

        assertThat(declareOk.getQueue()).isEqualTo(name);
        channel.queueDelete(name);
    }

    @Test
    void queue_with_another_durability(Channel channel) throws Exception {
        Inbox.consume(
                channel, channel.queueDeclare(name, false, false, true, null).getQueue());

        assertClosesChannel(
                channel,
                406,
                inequivalent("durable", "queue", true, false),
                () -> channel.queueDeclare(name, true, false, true, null));
    }

    @Test
    void queue_with_another_auto_delete(Channel channel) throws Exception {
        channel.queueDeclare(name, false, true, false, null);

        assertClosesChannel(
                channel,
                406,
                inequivalent("auto_delete", "queue", true, false),
                () -> channel.queueDeclare(name, false, true, true, null));
    }

    @Test
    void queue_that_is_not_exclusive_any_more(Channel channel) throws Exception {
        channel.queueDeclare(name, false, true, false, null);

        assertClosesChannelMentioning(
                channel,
                405,
                "RESOURCE_LOCKED - cannot obtain exclusive access to locked queue '" + name + "' in vhost '/'",
                () -> channel.queueDeclare(name, false, false, false, null));
    }

    static Stream<Arguments> comparedArguments() {
        return Stream.of(
                Arguments.of("x-expires", 60_000, 70_000),
                Arguments.of("x-message-ttl", 60_000, 70_000),
                Arguments.of("x-max-length", 10, 11),
                Arguments.of("x-max-length-bytes", 1_000, 1_001),
                Arguments.of("x-dead-letter-exchange", "a", "b"),
                Arguments.of("x-single-active-consumer", true, false),
                Arguments.of("x-max-priority", 5, 6));
    }

    @ParameterizedTest
    @MethodSource("comparedArguments")
    void queue_with_another_argument(String argument, Object first, Object second, Channel channel) throws Exception {
        channel.queueDeclare(name, false, true, false, Map.of(argument, first));

        assertClosesChannelMentioning(
                channel,
                406,
                "PRECONDITION_FAILED - inequivalent arg '" + argument + "' for queue '" + name + "' in vhost '/': ",
                () -> channel.queueDeclare(name, false, true, false, Map.of(argument, second)));
    }

    @ParameterizedTest
    @MethodSource("comparedArguments")
    void queue_without_an_argument_that_it_had(String argument, Object first, Object second, Channel channel)
            throws Exception {
        channel.queueDeclare(name, false, true, false, Map.of(argument, first));

        assertClosesChannelMentioning(
                channel,
                406,
                "PRECONDITION_FAILED - inequivalent arg '" + argument + "' for queue '" + name + "' in vhost '/': ",
                () -> channel.queueDeclare(name, false, true, false, Map.of()));
    }

    @Test
    void queue_with_another_dead_letter_key(Channel channel) throws Exception {
        channel.queueDeclare(
                name, false, true, false, Map.of("x-dead-letter-exchange", "a", "x-dead-letter-routing-key", "first"));

        assertClosesChannelMentioning(
                channel,
                406,
                "inequivalent arg 'x-dead-letter-routing-key' for queue '" + name + "'",
                () -> channel.queueDeclare(
                        name,
                        false,
                        true,
                        false,
                        Map.of("x-dead-letter-exchange", "a", "x-dead-letter-routing-key", "second")));
    }

    /** "Integer widths are equal." */
    @Test
    void same_number_of_another_width_is_equivalent(Channel channel) throws Exception {
        channel.queueDeclare(name, false, true, false, Map.of("x-expires", 60_000));

        channel.queueDeclare(name, false, true, false, Map.of("x-expires", 60_000L));

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void other_arguments_are_not_compared(Channel channel) throws Exception {
        channel.queueDeclare(name, false, true, false, Map.of("x-mine", 1));

        channel.queueDeclare(name, false, true, false, Map.of("x-mine", 2));

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void exchange_with_another_type(Channel channel) throws Exception {
        channel.exchangeDeclare(name, "direct", false, true, null);

        assertClosesChannel(
                channel,
                406,
                inequivalent("type", "exchange", "topic", "direct"),
                () -> channel.exchangeDeclare(name, "topic", false, true, null));
    }

    @ParameterizedTest
    @CsvSource({"durable, true, true, false", "auto_delete, false, false, false", "internal, false, true, true"})
    void exchange_with_another_property(
            String property, boolean durable, boolean autoDelete, boolean internal, Channel channel) throws Exception {
        channel.exchangeDeclare(name, "direct", false, true, false, null);
        boolean received = property.equals("auto_delete") ? autoDelete : true;

        assertClosesChannel(
                channel,
                406,
                inequivalent(property, "exchange", received, !received),
                () -> channel.exchangeDeclare(name, "direct", durable, autoDelete, internal, null));
    }

    @Test
    void exchange_with_another_alternate(Channel channel) throws Exception {
        channel.exchangeDeclare(name, "direct", false, true, Map.of("alternate-exchange", "amq.fanout"));

        assertClosesChannelMentioning(
                channel,
                406,
                "inequivalent arg 'alternate-exchange' for exchange '" + name + "' in vhost '/'",
                () -> channel.exchangeDeclare(name, "direct", false, true, null));
    }

    @Test
    void equivalent_exchange_is_fine(Channel channel) throws Exception {
        channel.exchangeDeclare(name, "headers", false, true, null);

        channel.exchangeDeclare(name, "headers", false, true, null);

        channel.exchangeDelete(name);
    }

    /** RabbitMQ: the reserved prefix matters only when something is created. */
    @ParameterizedTest
    @CsvSource({"amq.direct, direct", "amq.fanout, fanout", "amq.topic, topic", "amq.headers, headers"})
    void equivalent_redeclaration_of_a_predeclared_exchange_is_fine(String predeclared, String type, Channel channel)
            throws Exception {
        channel.exchangeDeclare(predeclared, type, true);

        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-no-such-type", ""})
    @DiffersFromPeer("it closes the connection with 503; 4.x closes the channel with 406")
    void unknown_exchange_type(String type, Channel channel) {
        assertClosesChannelMentioning(
                channel, 406, "PRECONDITION_FAILED - ", () -> channel.exchangeDeclare(name, type, false, true, null));
    }
}
