package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CONSUME;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CONSUME_OK;
import static org.leveretmq.conformance.wire.MethodId.EXCHANGE_DECLARE;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_BIND;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;
import static org.leveretmq.conformance.wire.WireMethod.method;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.FieldKind;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireBytes;
import org.leveretmq.conformance.wire.WireClient;
import org.leveretmq.conformance.wire.WireMethod;

/** Every argument that means something, with a value of every kind: integers of any width will do for a number, the rest is 406 naming the argument. */
@ConformanceTest
class ArgumentKindsTest {
    private static final List<String> QUEUE_NUMBERS =
            List.of("x-message-ttl", "x-expires", "x-max-length", "x-max-length-bytes", "x-max-priority");
    private static final List<String> OUR_QUEUE_NUMBERS = List.of("x-delivery-limit", "x-consumer-timeout");
    private static final List<String> QUEUE_TEXTS =
            List.of("x-dead-letter-exchange", "x-dead-letter-routing-key", "x-overflow", "x-queue-mode");
    private static final byte[] DEAD_LETTER_EXCHANGE = WireBytes.bytes()
            .shortString("x-dead-letter-exchange")
            .octet('S')
            .longString("")
            .toBytes();

    private static WireMethod declareQueue(String queue, byte[]... fields) {
        return method(QUEUE_DECLARE)
                .shortUint(0)
                .shortString(queue)
                .bits(false, false, true, false, false)
                .longString(WireBytes.join(fields));
    }

    private static WireMethod declareExchange(String type, byte[] field) {
        return method(EXCHANGE_DECLARE)
                .shortUint(0)
                .shortString(TestBroker.uniqueName("kinds"))
                .shortString(type)
                .bits(false, false, true, false, false)
                .longString(field);
    }

    private static WireMethod consume(String queue, byte[] field) {
        return method(BASIC_CONSUME)
                .shortUint(0)
                .shortString(queue)
                .shortString("tag")
                .bits(false, false, false, false)
                .longString(field);
    }

    private static Stream<Arguments> allBut(Set<FieldKind> right, List<String> arguments) {
        List<Arguments> wrong = new ArrayList<>();
        for (String argument : arguments) {
            EnumSet.complementOf(EnumSet.copyOf(right)).forEach(kind -> wrong.add(Arguments.of(argument, kind)));
        }
        return wrong.stream();
    }

    private static Stream<Arguments> each(Set<FieldKind> right, List<String> arguments) {
        return arguments.stream().flatMap(argument -> right.stream().map(kind -> Arguments.of(argument, kind)));
    }

    private static void expectRefusal(WireClient client, String argument) {
        assertThat(client.expectChannelClose(1, 406).shortString())
                .startsWith("PRECONDITION_FAILED - ")
                .contains("'" + argument + "'");
    }

    static Stream<Arguments> wrongForQueues() {
        return Stream.concat(
                Stream.concat(
                        allBut(FieldKind.INTEGERS, QUEUE_NUMBERS), allBut(EnumSet.of(FieldKind.TEXT), QUEUE_TEXTS)),
                allBut(EnumSet.of(FieldKind.BOOLEAN), List.of("x-single-active-consumer")));
    }

    @ParameterizedTest
    @MethodSource("wrongForQueues")
    void a_wrong_kind_for_a_queue_is_refused(String argument, FieldKind kind, WireClient client) {
        client.send(
                1,
                declareQueue("", argument.endsWith("-key") ? DEAD_LETTER_EXCHANGE : new byte[0], kind.field(argument)));

        expectRefusal(client, argument);
    }

    static Stream<Arguments> wrongForOurQueues() {
        return Stream.concat(
                allBut(FieldKind.INTEGERS, OUR_QUEUE_NUMBERS),
                Stream.concat(
                        allBut(EnumSet.of(FieldKind.BOOLEAN), List.of("x-message-deduplication")),
                        allBut(EnumSet.of(FieldKind.TEXT), List.of("x-deduplication-header", "x-queue-type"))));
    }

    @ParameterizedTest
    @MethodSource("wrongForOurQueues")
    @DiffersFromPeer("its classic queues do not know these arguments, and a queue type of a wrong kind is 541")
    void a_wrong_kind_for_what_only_our_queues_know_is_refused(String argument, FieldKind kind, WireClient client) {
        client.send(1, declareQueue("", kind.field(argument)));

        expectRefusal(client, argument);
    }

    static Stream<Arguments> numbersForQueues() {
        return each(FieldKind.INTEGERS, QUEUE_NUMBERS);
    }

    @ParameterizedTest
    @MethodSource("numbersForQueues")
    void an_integer_of_any_width_will_do_for_a_queue(String argument, FieldKind kind, WireClient client) {
        client.send(1, declareQueue("", kind.field(argument)));

        client.expect(1, QUEUE_DECLARE_OK);
    }

    static Stream<Arguments> numbersForOurQueues() {
        return each(FieldKind.INTEGERS, OUR_QUEUE_NUMBERS);
    }

    @ParameterizedTest
    @MethodSource("numbersForOurQueues")
    @DiffersFromPeer("its classic queues refuse a delivery limit")
    void an_integer_of_any_width_will_do_for_what_only_our_queues_know(
            String argument, FieldKind kind, WireClient client) {
        client.send(1, declareQueue("", kind.field(argument)));

        client.expect(1, QUEUE_DECLARE_OK);
    }

    @ParameterizedTest
    @MethodSource("numbersForQueues")
    void a_redeclaration_may_write_the_same_number_in_another_width(
            String argument, FieldKind kind, WireClient client) {
        String queue = TestBroker.uniqueName("kinds");
        client.call(1, declareQueue(queue, FieldKind.SIGNED_INT.field(argument)), QUEUE_DECLARE_OK);

        client.send(1, declareQueue(queue, kind.field(argument)));

        client.expect(1, QUEUE_DECLARE_OK);
    }

    static Stream<Arguments> wrongForExchanges() {
        return allBut(EnumSet.of(FieldKind.TEXT), List.of("alternate-exchange"));
    }

    @ParameterizedTest
    @MethodSource("wrongForExchanges")
    void a_wrong_kind_for_an_exchange_is_refused(String argument, FieldKind kind, WireClient client) {
        client.send(1, declareExchange("direct", kind.field(argument)));

        expectRefusal(client, argument);
    }

    static Stream<Arguments> wrongForConsumers() {
        return allBut(FieldKind.INTEGERS, List.of("x-priority"));
    }

    @ParameterizedTest
    @MethodSource("wrongForConsumers")
    void a_wrong_kind_for_a_consumer_is_refused(String argument, FieldKind kind, WireClient client) {
        client.call(1, declareQueue(""), QUEUE_DECLARE_OK);

        client.send(1, consume("", kind.field(argument)));

        expectRefusal(client, argument);
    }

    static Stream<Arguments> wrongForOurConsumers() {
        return allBut(FieldKind.INTEGERS, List.of("x-consumer-timeout"));
    }

    @ParameterizedTest
    @MethodSource("wrongForOurConsumers")
    @DiffersFromPeer("it does not know this argument")
    void a_wrong_kind_for_what_only_our_consumers_know_is_refused(String argument, FieldKind kind, WireClient client) {
        client.call(1, declareQueue(""), QUEUE_DECLARE_OK);

        client.send(1, consume("", kind.field(argument)));

        expectRefusal(client, argument);
    }

    static Stream<Arguments> numbersForConsumers() {
        return each(FieldKind.INTEGERS, List.of("x-priority", "x-consumer-timeout"));
    }

    @ParameterizedTest
    @MethodSource("numbersForConsumers")
    void an_integer_of_any_width_will_do_for_a_consumer(String argument, FieldKind kind, WireClient client) {
        client.call(1, declareQueue(""), QUEUE_DECLARE_OK);

        client.send(1, consume("", kind.field(argument)));

        client.expect(1, BASIC_CONSUME_OK);
    }

    @ParameterizedTest
    @EnumSource(FieldKind.class)
    void a_match_that_is_no_mode_is_refused(FieldKind kind, WireClient client) {
        client.call(1, declareQueue(""), QUEUE_DECLARE_OK);

        client.send(
                1,
                method(QUEUE_BIND)
                        .shortUint(0)
                        .shortString("")
                        .shortString("amq.headers")
                        .shortString("")
                        .bits(false)
                        .longString(kind.field("x-match")));

        assertThat(client.expectChannelClose(1, 406).shortString()).contains("x-match");
    }

    @ParameterizedTest
    @EnumSource(FieldKind.class)
    void every_kind_of_unknown_argument_is_kept(FieldKind kind, WireClient client) {
        client.send(1, declareQueue("", kind.field("x-mine")));

        client.expect(1, QUEUE_DECLARE_OK);
    }

    @ParameterizedTest
    @EnumSource(FieldKind.class)
    void every_kind_of_unknown_argument_of_a_consumer_is_fine(FieldKind kind, WireClient client) {
        client.call(1, declareQueue(""), QUEUE_DECLARE_OK);

        client.send(1, consume("", kind.field("x-mine")));

        client.expect(1, BASIC_CONSUME_OK);
    }

    @ParameterizedTest
    @EnumSource(
            value = FieldKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ARRAY"})
    void carbon_copies_of_a_wrong_kind_are_refused(FieldKind kind, WireClient client) {
        client.send(1, Requests.publish("", "nowhere"));

        client.content(1, headers(kind.field("CC")), new byte[] {1});

        assertThat(client.expectChannelClose(1, 406).shortString()).contains("CC");
    }

    private static byte[] headers(byte[] fields) {
        return WireBytes.bytes().shortUint(0x2000).longString(fields).toBytes();
    }
}
