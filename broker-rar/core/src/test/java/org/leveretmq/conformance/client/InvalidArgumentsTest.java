package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;
import static org.leveretmq.conformance.client.Closings.assertClosesConnection;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;

/** RabbitMQ: arguments and properties that are not valid, and methods that are not implemented. */
@ConformanceTest
class InvalidArgumentsTest {
    private final String queue = uniqueName("invalid");

    static Stream<Arguments> invalidQueueArguments() {
        return Stream.of(
                Arguments.of("x-message-ttl", "10"),
                Arguments.of("x-message-ttl", -1),
                Arguments.of("x-message-ttl", true),
                Arguments.of("x-message-ttl", 1.5),
                Arguments.of("x-message-ttl", Long.MAX_VALUE),
                Arguments.of("x-expires", 0),
                Arguments.of("x-expires", -1),
                Arguments.of("x-expires", "60000"),
                Arguments.of("x-max-length", -1),
                Arguments.of("x-max-length", "10"),
                Arguments.of("x-max-length-bytes", -1),
                Arguments.of("x-max-length-bytes", List.of(1)),
                Arguments.of("x-overflow", "drop-tail"),
                Arguments.of("x-overflow", 1),
                Arguments.of("x-max-priority", 256),
                Arguments.of("x-max-priority", -1),
                Arguments.of("x-max-priority", "9"),
                Arguments.of("x-dead-letter-exchange", 1),
                Arguments.of("x-single-active-consumer", "true"));
    }

    @ParameterizedTest
    @MethodSource("invalidQueueArguments")
    void queue_argument_is_named(String argument, Object value, Channel channel) {
        assertClosesChannelMentioning(
                channel, 406, argument, () -> channel.queueDeclare(queue, false, true, false, Map.of(argument, value)));
    }

    @Test
    void dead_letter_key_without_the_exchange(Channel channel) {
        assertClosesChannelMentioning(
                channel,
                406,
                "x-dead-letter-routing-key",
                () -> channel.queueDeclare(queue, false, true, false, Map.of("x-dead-letter-routing-key", "k")));
    }

    /** RabbitMQ: unknown arguments are accepted, kept, and shown. */
    @Test
    void unknown_queue_argument_is_accepted(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, Map.of("x-mine", Map.of("any", List.of(1, "thing"))));

        assertThat(channel.isOpen()).isTrue();
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of("x-message-ttl", 0),
                Arguments.of("x-expires", 1_000_000),
                Arguments.of("x-max-length", 0),
                Arguments.of("x-max-length-bytes", 1L << 40),
                Arguments.of("x-overflow", "reject-publish"),
                Arguments.of("x-overflow", "reject-publish-dlx"),
                Arguments.of("x-max-priority", 255),
                Arguments.of("x-queue-type", "classic"),
                Arguments.of("x-queue-mode", "lazy"));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void queue_argument_at_the_edge_of_what_is_valid(String argument, Object value, Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, Map.of(argument, value));

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void alternate_exchange_that_is_no_name(Channel channel) {
        assertClosesChannelMentioning(
                channel,
                406,
                "alternate-exchange",
                () -> channel.exchangeDeclare(queue, "direct", false, true, Map.of("alternate-exchange", 1)));
    }

    @Test
    void x_match_that_does_not_exist(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);

        assertClosesChannelMentioning(
                channel, 406, "x-match", () -> channel.queueBind(queue, "amq.headers", "", Map.of("x-match", "some")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7, 255})
    void delivery_mode_that_does_not_exist(int deliveryMode, Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
        BasicProperties properties =
                new BasicProperties.Builder().deliveryMode(deliveryMode).build();

        assertClosesChannelMentioning(
                channel, 406, "delivery", () -> channel.basicPublish("", queue, properties, new byte[1]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "1.5", "", " 10", "10ms", "99999999999999999999"})
    void expiration_that_is_no_number_of_milliseconds(String expiration, Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
        BasicProperties properties =
                new BasicProperties.Builder().expiration(expiration).build();

        assertClosesChannelMentioning(
                channel, 406, "expiration", () -> channel.basicPublish("", queue, properties, new byte[1]));
    }

    /** RabbitMQ: the user-id must be the user's. */
    @Test
    void user_id_of_somebody_else(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
        BasicProperties properties =
                new BasicProperties.Builder().userId("somebody").build();

        assertClosesChannel(
                channel,
                406,
                "PRECONDITION_FAILED - user_id property set to 'somebody' but authenticated user was 'guest'",
                () -> channel.basicPublish("", queue, properties, new byte[1]));
    }

    @Test
    void user_id_of_the_user(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);

        channel.basicPublish(
                "", queue, new BasicProperties.Builder().userId("guest").build(), new byte[1]);

        assertThat(channel.basicGet(queue, true).getProps().getUserId()).isEqualTo("guest");
    }

    /** RabbitMQ: CC is an array of strings. */
    @ParameterizedTest
    @ValueSource(strings = {"CC", "BCC"})
    void carbon_copies_that_are_no_list(String header, Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
        BasicProperties properties =
                new BasicProperties.Builder().headers(Map.of(header, "a")).build();

        assertClosesChannelMentioning(
                channel, 406, header, () -> channel.basicPublish("", queue, properties, new byte[1]));
    }

    @Test
    @DiffersFromPeer("only its quorum queues do so")
    void get_from_a_single_active_consumer_queue(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, Map.of("x-single-active-consumer", true));

        assertClosesChannel(
                channel,
                405,
                "RESOURCE_LOCKED - cannot obtain access to locked queue '" + queue
                        + "' in vhost '/'. basic.get operations are not supported by queues with single active consumer",
                () -> channel.basicGet(queue, true));
    }

    @Test
    void consumer_priority_that_is_no_number(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);

        assertClosesChannelMentioning(
                channel, 406, "x-priority", () -> Inbox.consume(channel, queue, true, Map.of("x-priority", "high")));
    }

    @Test
    void prefetch_size(Connection connection, Channel channel) {
        assertClosesConnection(
                connection, 540, "NOT_IMPLEMENTED - prefetch_size!=0 (1000)", () -> channel.basicQos(1000, 1, false));
    }

    @Test
    void immediate(Connection connection, Channel channel) {
        assertClosesConnection(
                connection,
                540,
                "NOT_IMPLEMENTED - immediate=true",
                () -> channel.basicPublish("", queue, false, true, null, new byte[1]));
    }

    @Test
    void recover_without_requeue(Connection connection, Channel channel) {
        assertClosesConnection(connection, 540, "NOT_IMPLEMENTED - requeue=false", () -> channel.basicRecover(false));
    }

    /** RabbitMQ: quorum queues and streams come later. */
    @ParameterizedTest
    @ValueSource(strings = {"quorum", "stream", "nonsense"})
    @DiffersFromPeer("it has quorum queues and streams")
    void queue_types_that_are_not_there(String type, Channel channel) {
        assertClosesChannelMentioning(
                channel,
                406,
                "x-queue-type",
                () -> channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", type)));
    }
}
