package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_EMPTY;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_OK;
import static org.leveretmq.conformance.wire.MethodId.CHANNEL_FLOW_OK;
import static org.leveretmq.conformance.wire.MethodId.EXCHANGE_BIND_OK;
import static org.leveretmq.conformance.wire.MethodId.EXCHANGE_DECLARE;
import static org.leveretmq.conformance.wire.MethodId.EXCHANGE_DECLARE_OK;
import static org.leveretmq.conformance.wire.MethodId.EXCHANGE_DELETE_OK;
import static org.leveretmq.conformance.wire.MethodId.EXCHANGE_UNBIND_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_BIND_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;
import static org.leveretmq.conformance.wire.WireMethod.method;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §1.6, the class exchange, with RabbitMQ's bind and unbind. */
@ConformanceTest
class ExchangeClassTest {
    private final String exchange = uniqueName("exchange");
    private final String source = uniqueName("source");

    /** An exchange that goes with its last binding. */
    private static void declareTemporary(WireClient client, String name, String type) {
        client.call(
                1,
                method(EXCHANGE_DECLARE)
                        .shortUint(0)
                        .shortString(name)
                        .shortString(type)
                        .bits(false, false, true, false, false)
                        .emptyTable(),
                EXCHANGE_DECLARE_OK);
    }

    private static String boundQueue(WireClient client, String exchange, String key) {
        String queue =
                client.call(1, Requests.queueDeclare(""), QUEUE_DECLARE_OK).shortString();
        client.call(1, Requests.queueBind(queue, exchange, key, false), QUEUE_BIND_OK);
        return queue;
    }

    /** Whatever the client has sent without waiting is handled when this is answered, and nothing else was. */
    private static void assertNothingWasAnswered(WireClient client) {
        client.call(1, Requests.flow(true), CHANNEL_FLOW_OK);
    }

    /** §1.6.2.2: "confirms a Declare method"; no arguments. */
    @Test
    void declare_is_answered_with_declare_ok(WireClient client) {
        client.call(1, Requests.exchangeDeclare(exchange, "direct", false), EXCHANGE_DECLARE_OK)
                .end();

        client.call(1, Requests.exchangeDelete(exchange, false, false), EXCHANGE_DELETE_OK);
    }

    /** §1.6.2.1 no-wait: "If set, the server will not respond to the method." */
    @Test
    void declare_without_waiting_is_not_answered(WireClient client) {
        client.send(1, Requests.exchangeDeclare(exchange, "direct", true));

        assertNothingWasAnswered(client);
        client.call(1, Requests.exchangeDeclarePassive(exchange), EXCHANGE_DECLARE_OK);
        client.call(1, Requests.exchangeDelete(exchange, false, false), EXCHANGE_DELETE_OK);
    }

    /** §1.6.2.1 no-wait: "If the server could not complete the method it will raise a channel or connection exception." */
    @Test
    void declare_without_waiting_still_reports_errors(WireClient client) {
        client.send(1, Requests.exchangeDeclare("amq.direct", "topic", true));

        client.expectChannelClose(1, 406);
    }

    /** §1.6.2.1 passive: "the server will reply with Declare-Ok if the exchange already exists with the same name". */
    @ParameterizedTest
    @ValueSource(strings = {"amq.direct", "amq.fanout", "amq.topic", "amq.headers", "amq.match"})
    void predeclared_exchanges_exist(String name, WireClient client) {
        client.call(1, Requests.exchangeDeclarePassive(name), EXCHANGE_DECLARE_OK);
    }

    /** §1.6.2.1 passive: "and the exchange does not already exist, the server MUST raise a channel exception with reply code 404". */
    @Test
    void passive_declare_of_a_missing_exchange_is_404(WireClient client) {
        client.send(1, Requests.exchangeDeclarePassive(exchange));

        assertThat(client.expectChannelClose(1, 404).shortString())
                .isEqualTo("NOT_FOUND - no exchange '" + exchange + "' in vhost '/'");
    }

    /** §1.6.2.3, §1.6.2.4: delete is answered with delete-ok, and the exchange is gone. */
    @Test
    void delete_is_answered_with_delete_ok(WireClient client) {
        client.call(1, Requests.exchangeDeclare(exchange, "fanout", false), EXCHANGE_DECLARE_OK);

        client.call(1, Requests.exchangeDelete(exchange, false, false), EXCHANGE_DELETE_OK)
                .end();

        client.send(1, Requests.exchangeDeclarePassive(exchange)).expectChannelClose(1, 404);
    }

    /** §1.6.2.3 no-wait. */
    @Test
    void delete_without_waiting_is_not_answered(WireClient client) {
        client.call(1, Requests.exchangeDeclare(exchange, "fanout", false), EXCHANGE_DECLARE_OK);

        client.send(1, Requests.exchangeDelete(exchange, false, true));

        assertNothingWasAnswered(client);
        client.send(1, Requests.exchangeDeclarePassive(exchange)).expectChannelClose(1, 404);
    }

    /** §1.6.2.3 if-unused: "the server will only delete the exchange if it has no queue bindings". */
    @Test
    void delete_if_unused_of_a_used_exchange_is_406(WireClient client) {
        declareTemporary(client, exchange, "direct");
        boundQueue(client, exchange, "k");

        client.send(1, Requests.exchangeDelete(exchange, true, false));

        assertThat(client.expectChannelClose(1, 406).shortString())
                .isEqualTo("PRECONDITION_FAILED - exchange '" + exchange + "' in vhost '/' in use");
    }

    /** RabbitMQ's exchange.bind: bound exchanges pass messages on; bind-ok has no arguments. */
    @Test
    void bind_is_answered_with_bind_ok(WireClient client) {
        declareTemporary(client, exchange, "fanout");
        declareTemporary(client, source, "direct");
        String queue = boundQueue(client, exchange, "");

        client.call(1, Requests.exchangeBind(exchange, source, "k", false), EXCHANGE_BIND_OK)
                .end();

        client.publish(1, source, "k", "through both").call(1, Requests.get(queue, true), BASIC_GET_OK);
        assertThat(client.expectContent(1).text()).isEqualTo("through both");
    }

    /** RabbitMQ's exchange.bind with no-wait. */
    @Test
    void bind_without_waiting_is_not_answered(WireClient client) {
        declareTemporary(client, exchange, "fanout");
        declareTemporary(client, source, "direct");
        String queue = boundQueue(client, exchange, "");

        client.send(1, Requests.exchangeBind(exchange, source, "k", true));

        assertNothingWasAnswered(client);
        client.publish(1, source, "k", "m").call(1, Requests.get(queue, true), BASIC_GET_OK);
    }

    /** RabbitMQ's exchange.unbind, whose answer has the number 51. */
    @Test
    void unbind_is_answered_with_unbind_ok(WireClient client) {
        declareTemporary(client, exchange, "fanout");
        declareTemporary(client, source, "direct");
        String queue = boundQueue(client, exchange, "");
        boundQueue(client, source, "keeps the source");
        client.call(1, Requests.exchangeBind(exchange, source, "k", false), EXCHANGE_BIND_OK);

        client.call(1, Requests.exchangeUnbind(exchange, source, "k", false), EXCHANGE_UNBIND_OK)
                .end();

        client.publish(1, source, "k", "m").call(1, Requests.get(queue, true), BASIC_GET_EMPTY);
    }

    /** RabbitMQ's exchange.unbind with no-wait. */
    @Test
    void unbind_without_waiting_is_not_answered(WireClient client) {
        declareTemporary(client, exchange, "fanout");
        declareTemporary(client, source, "direct");
        String queue = boundQueue(client, exchange, "");
        boundQueue(client, source, "keeps the source");
        client.call(1, Requests.exchangeBind(exchange, source, "k", false), EXCHANGE_BIND_OK);

        client.send(1, Requests.exchangeUnbind(exchange, source, "k", true));

        assertNothingWasAnswered(client);
        client.publish(1, source, "k", "m").call(1, Requests.get(queue, true), BASIC_GET_EMPTY);
    }

    /** RabbitMQ: binding something missing is 404, from either side. */
    @ParameterizedTest
    @CsvSource({"missing, amq.direct, missing", "amq.direct, missing, missing"})
    void bind_of_a_missing_exchange_is_404(String destination, String from, String named, WireClient client) {
        client.send(1, Requests.exchangeBind(destination, from, "k", false));

        assertThat(client.expectChannelClose(1, 404).shortString())
                .isEqualTo("NOT_FOUND - no exchange '" + named + "' in vhost '/'");
    }
}
