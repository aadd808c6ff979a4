package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RabbitMQ answers and clients rely on: scope, reply code and text of every error, as the Java client sees it. */
class ErrorAnswersTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    private final String name = "q-" + UUID.randomUUID();
    private Connection connection;
    private Channel channel;

    @BeforeEach
    void connect() throws Exception {
        connection = BROKER.connect();
        channel = connection.createChannel();
    }

    @AfterEach
    void disconnect() {
        connection.abort();
    }

    private void assertChannelError(int code, String text, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        AMQP.Channel.Close close = (AMQP.Channel.Close) shutdown(thrown).getReason();
        assertThat(close.getReplyText()).isEqualTo(text);
        assertThat(close.getReplyCode()).isEqualTo(code);
        assertThat(connection.isOpen()).isTrue();
    }

    private void assertChannelErrorContaining(int code, String part, ThrowingCallable call) {
        AMQP.Channel.Close close =
                (AMQP.Channel.Close) shutdown(catchThrowable(call)).getReason();
        assertThat(close.getReplyText()).contains(part);
        assertThat(close.getReplyCode()).isEqualTo(code);
        assertThat(connection.isOpen()).isTrue();
    }

    private static ShutdownSignalException shutdown(Throwable thrown) {
        assertThat(thrown).isNotNull();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShutdownSignalException signal) {
                return signal;
            }
        }
        throw new AssertionError("not a shutdown of a channel or connection", thrown);
    }

    /** For methods that are not answered: waits until the channel is closed. */
    private ThrowingCallable closing(ThrowingCallable call) {
        return () -> {
            AtomicReference<ShutdownSignalException> cause = new AtomicReference<>();
            CountDownLatch closed = new CountDownLatch(1);
            channel.addShutdownListener(signal -> {
                cause.set(signal);
                closed.countDown();
            });
            call.call();
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            throw cause.get();
        };
    }

    private void declare(Map<String, Object> arguments) throws IOException {
        channel.queueDeclare(name, false, true, false, arguments);
    }

    @Test
    void passive_declare_of_a_missing_queue() {
        assertChannelError(
                404, "NOT_FOUND - no queue 'missing' in vhost '/'", () -> channel.queueDeclarePassive("missing"));
    }

    @Test
    void passive_declare_of_a_missing_exchange() {
        assertChannelError(
                404, "NOT_FOUND - no exchange 'missing' in vhost '/'", () -> channel.exchangeDeclarePassive("missing"));
    }

    @Test
    void bind_of_a_missing_queue() {
        assertChannelError(
                404,
                "NOT_FOUND - no queue 'missing' in vhost '/'",
                () -> channel.queueBind("missing", "amq.direct", ""));
    }

    @Test
    void bind_to_a_missing_exchange() throws Exception {
        declare(null);
        assertChannelError(
                404, "NOT_FOUND - no exchange 'missing' in vhost '/'", () -> channel.queueBind(name, "missing", ""));
    }

    @Test
    void consume_from_a_missing_queue() {
        assertChannelError(
                404,
                "NOT_FOUND - no queue 'missing' in vhost '/'",
                () -> channel.basicConsume("missing", (tag, delivery) -> {}, tag -> {}));
    }

    @Test
    void get_from_a_missing_queue() {
        assertChannelError(404, "NOT_FOUND - no queue 'missing' in vhost '/'", () -> channel.basicGet("missing", true));
    }

    @Test
    void purge_of_a_missing_queue() {
        assertChannelError(404, "NOT_FOUND - no queue 'missing' in vhost '/'", () -> channel.queuePurge("missing"));
    }

    @Test
    void publish_to_a_missing_exchange() {
        assertChannelError(
                404,
                "NOT_FOUND - no exchange 'missing' in vhost '/'",
                closing(() -> channel.basicPublish("missing", "", null, new byte[0])));
    }

    @Test
    void redeclare_with_another_durability() throws Exception {
        channel.queueDeclare(name, true, false, false, null);
        assertChannelError(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'durable' for queue '" + name
                        + "' in vhost '/': received 'false' but current is 'true'",
                () -> channel.queueDeclare(name, false, false, false, null));
    }

    @Test
    void redeclare_with_another_auto_delete() throws Exception {
        channel.queueDeclare(name, true, false, false, null);
        assertChannelError(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'auto_delete' for queue '" + name
                        + "' in vhost '/': received 'true' but current is 'false'",
                () -> channel.queueDeclare(name, true, false, true, null));
    }

    @Test
    void redeclare_with_another_argument() throws Exception {
        declare(Map.of("x-message-ttl", 1000));
        assertChannelError(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'x-message-ttl' for queue '" + name
                        + "' in vhost '/': received the value '2000' of type 'signedint' but current is the value '1000'"
                        + " of type 'signedint'",
                () -> declare(Map.of("x-message-ttl", 2000)));
    }

    @Test
    void redeclare_without_an_argument() throws Exception {
        declare(Map.of("x-max-length", 10));
        assertChannelError(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue '" + name
                        + "' in vhost '/': received none but current is the value '10' of type 'signedint'",
                () -> declare(null));
    }

    @Test
    void redeclare_with_an_integer_of_another_width_is_equivalent() throws Exception {
        declare(Map.of("x-message-ttl", 1000));
        declare(Map.of("x-message-ttl", 1000L));
    }

    @Test
    void redeclare_with_another_unknown_argument_is_equivalent() throws Exception {
        declare(Map.of("x-mine", 1));
        declare(Map.of("x-mine", 2));
    }

    @Test
    void redeclare_an_exchange_with_another_type() throws Exception {
        channel.exchangeDeclare(name, "direct");
        assertChannelError(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'type' for exchange '" + name
                        + "' in vhost '/': received 'fanout' but current is 'direct'",
                () -> channel.exchangeDeclare(name, "fanout"));
    }

    @Test
    void exclusive_queue_of_another_connection() throws Exception {
        declare(null);
        try (Connection other = BROKER.connect()) {
            channel = other.createChannel();
            assertChannelError(
                    405,
                    "RESOURCE_LOCKED - cannot obtain exclusive access to locked queue '" + name
                            + "' in vhost '/'. It could be originally declared on another connection or the exclusive property"
                            + " value does not match that of the original declaration.",
                    () -> channel.queueDeclarePassive(name));
        }
    }

    @Test
    void unknown_exchange_type() {
        assertChannelErrorContaining(
                406, "unknown exchange type 'no-such-type'", () -> channel.exchangeDeclare(name, "no-such-type"));
    }

    @Test
    void reserved_queue_name() {
        assertChannelError(
                403,
                "ACCESS_REFUSED - queue name 'amq.foo' contains reserved prefix 'amq.*'",
                () -> channel.queueDeclare("amq.foo", false, false, false, null));
    }

    @Test
    void reserved_exchange_name() {
        assertChannelError(
                403,
                "ACCESS_REFUSED - exchange name 'amq.foo' contains reserved prefix 'amq.*'",
                () -> channel.exchangeDeclare("amq.foo", "direct"));
    }

    @Test
    void equivalent_redeclare_of_a_predeclared_exchange_is_fine() throws Exception {
        channel.exchangeDeclare("amq.direct", "direct", true);
        channel.exchangeDeclarePassive("amq.topic");
    }

    @Test
    void delete_of_a_predeclared_exchange() {
        assertChannelErrorContaining(403, "ACCESS_REFUSED", () -> channel.exchangeDelete("amq.direct"));
    }

    @Test
    void declare_of_the_default_exchange() {
        assertChannelError(
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.exchangeDeclare("", "direct", true));
    }

    @Test
    void delete_of_the_default_exchange() {
        assertChannelError(
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.exchangeDelete(""));
    }

    @Test
    void bind_to_the_default_exchange() throws Exception {
        declare(null);
        assertChannelError(
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.queueBind(name, "", "key"));
    }

    @Test
    void deleting_and_unbinding_what_is_missing_is_fine() throws Exception {
        declare(null);
        channel.queueDelete("missing");
        channel.exchangeDelete("missing");
        channel.queueUnbind(name, "amq.direct", "missing");
    }

    @Test
    void unknown_delivery_tag() {
        assertChannelError(
                406, "PRECONDITION_FAILED - unknown delivery tag 99", closing(() -> channel.basicAck(99, false)));
    }

    @Test
    void unknown_delivery_tag_in_nack_and_reject() throws Exception {
        assertChannelError(
                406, "PRECONDITION_FAILED - unknown delivery tag 7", closing(() -> channel.basicReject(7, true)));
        channel = connection.createChannel();
        assertChannelError(
                406, "PRECONDITION_FAILED - unknown delivery tag 8", closing(() -> channel.basicNack(8, false, true)));
    }

    @Test
    void ack_of_everything_when_there_is_nothing_is_fine() throws Exception {
        channel.basicAck(0, true);
        declare(null);
    }

    @Test
    void publish_to_an_internal_exchange() throws Exception {
        channel.exchangeDeclare(name, "fanout", false, false, true, null);
        assertChannelError(
                403,
                "ACCESS_REFUSED - cannot publish to internal exchange '" + name + "' in vhost '/'",
                closing(() -> channel.basicPublish(name, "", null, new byte[0])));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7, 255})
    void invalid_delivery_mode(int mode) {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().deliveryMode(mode).build();
        assertChannelErrorContaining(
                406, "delivery-mode", closing(() -> channel.basicPublish("", name, properties, new byte[0])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "", "1.5", "9999999999999999"})
    void invalid_expiration(String expiration) {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().expiration(expiration).build();
        assertChannelErrorContaining(
                406, "expiration", closing(() -> channel.basicPublish("", name, properties, new byte[0])));
    }

    @Test
    void user_id_of_somebody_else() {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().userId("root").build();
        assertChannelError(
                406,
                "PRECONDITION_FAILED - user_id property set to 'root' but authenticated user was 'guest'",
                closing(() -> channel.basicPublish("", name, properties, new byte[0])));
    }

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
    void delete_if_empty_of_a_queue_with_messages() throws Exception {
        declare(null);
        channel.basicPublish("", name, null, new byte[1]);
        assertChannelError(
                406,
                "PRECONDITION_FAILED - queue '" + name + "' in vhost '/' not empty",
                () -> channel.queueDelete(name, false, true));
    }

    @Test
    void delete_if_unused_of_a_queue_with_consumers() throws Exception {
        declare(null);
        channel.basicConsume(name, true, (tag, delivery) -> {}, tag -> {});
        assertChannelError(
                406,
                "PRECONDITION_FAILED - queue '" + name + "' in vhost '/' in use",
                () -> channel.queueDelete(name, true, false));
    }

    @Test
    void delete_if_unused_of_an_exchange_with_bindings() throws Exception {
        declare(null);
        channel.exchangeDeclare(name, "fanout");
        channel.queueBind(name, name, "");
        assertChannelError(
                406,
                "PRECONDITION_FAILED - exchange '" + name + "' in vhost '/' in use",
                () -> channel.exchangeDelete(name, true));
    }

    @Test
    void empty_queue_name_without_a_declaration_before() {
        assertChannelError(
                404, "NOT_FOUND - no previously declared queue", () -> channel.queueBind("", "amq.direct", ""));
    }

    @Test
    void exclusive_consumer_beside_another() throws Exception {
        declare(null);
        channel.basicConsume(name, true, (tag, delivery) -> {}, tag -> {});
        assertChannelError(
                403,
                "ACCESS_REFUSED - queue '" + name + "' in vhost '/' in exclusive use",
                () -> channel.basicConsume(name, true, "", false, true, null, (tag, delivery) -> {}, tag -> {}));
    }

    @Test
    void consumer_beside_an_exclusive_one() throws Exception {
        declare(null);
        channel.basicConsume(name, true, "", false, true, null, (tag, delivery) -> {}, tag -> {});
        assertChannelErrorContaining(
                403, "in exclusive use", () -> channel.basicConsume(name, (tag, delivery) -> {}, tag -> {}));
    }

    @Test
    void get_from_a_queue_with_a_single_active_consumer() throws Exception {
        declare(Map.of("x-single-active-consumer", true));
        assertChannelErrorContaining(405, "RESOURCE_LOCKED", () -> channel.basicGet(name, true));
    }

    @Test
    void malformed_cc_header() {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .headers(Map.of("CC", "not an array"))
                .build();
        assertChannelErrorContaining(
                406, "'CC'", closing(() -> channel.basicPublish("", name, properties, new byte[0])));
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
