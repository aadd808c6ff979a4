package org.leveretmq.conformance.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CANCEL_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CONSUME_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_DELIVER;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_RECOVER_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.wire.Frame;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireBytes;
import org.leveretmq.conformance.wire.WireClient;
import org.leveretmq.conformance.wire.WireMethod;

/**
 * AMQP 0-9-1 §4.7: what a client does on a channel happens in the order in which it does it. Settling many deliveries takes the broker several tasks, and
 * dead letters are published behind the method that has caused them; what the client does next finds all of that done.
 */
@ConformanceTest
class SettlementOrderTest {
    /** More than are settled in one task. */
    private static final int MANY = 1000;

    private static final String PEER_DEAD_LETTERS_LATER = "its queues publish dead letters at a time of their own";
    private static final String PEER_REQUEUES_LATER = "its queues may count before they have all of it back";

    private final String queue = uniqueName("queue");
    private final String dead = uniqueName("dead");

    private void declare(WireClient client) {
        client.call(1, Requests.queueDeclare(dead), QUEUE_DECLARE_OK);
        Map<String, Object> arguments = Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead);
        client.call(1, Requests.queueDeclare(queue, arguments, false, false, true, false, false), QUEUE_DECLARE_OK);
    }

    /** Publishes so many and receives them all; the consumer is cancelled then. */
    private void receive(WireClient client, int count) {
        for (int i = 1; i <= count; i++) {
            client.publish(1, "", queue, "letter " + i);
        }
        client.call(1, Requests.consume(queue, "c", false, false), BASIC_CONSUME_OK);
        for (int i = 1; i <= count; i++) {
            client.expect(1, BASIC_DELIVER);
            client.expectContent(1);
        }
        client.call(1, Requests.cancel("c", false), BASIC_CANCEL_OK);
    }

    /** Sends the method and a message for a queue at once, so that the broker has both when it begins. */
    private static void sendWithMessage(WireClient client, WireMethod method, String queue, String body) {
        byte[] content = body.getBytes(UTF_8);
        byte[] header = WireBytes.bytes()
                .shortUint(60)
                .shortUint(0)
                .longLong(content.length)
                .raw(Requests.NO_PROPERTIES)
                .toBytes();
        client.raw(WireBytes.join(
                method.frame(1),
                Requests.publish("", queue).frame(1),
                WireBytes.frame(Frame.HEADER, 1, header),
                WireBytes.frame(Frame.BODY, 1, content)));
    }

    private static String get(WireClient client, String queue) {
        client.call(1, Requests.get(queue, true), BASIC_GET_OK);
        return client.expectContent(1).text();
    }

    private static long count(WireClient client, String queue) {
        return client.call(1, Requests.queueDeclarePassive(queue, false), QUEUE_DECLARE_OK)
                .skipName()
                .longUint();
    }

    @Test
    @DiffersFromPeer(PEER_DEAD_LETTERS_LATER)
    void dead_letter_comes_before_what_is_published_after_the_reject(WireClient client) {
        declare(client);
        receive(client, 1);

        sendWithMessage(client, Requests.reject(1, false), dead, "afterwards");

        assertThat(get(client, dead)).isEqualTo("letter 1");
        assertThat(get(client, dead)).isEqualTo("afterwards");
    }

    @Test
    @DiffersFromPeer(PEER_DEAD_LETTERS_LATER)
    void many_dead_letters_come_before_what_is_published_after_the_nack(WireClient client) {
        declare(client);
        receive(client, MANY);

        sendWithMessage(client, Requests.nack(0, true, false), dead, "afterwards");

        for (int i = 1; i <= MANY; i++) {
            assertThat(get(client, dead)).isEqualTo("letter " + i);
        }
        assertThat(get(client, dead)).isEqualTo("afterwards");
    }

    @Test
    @DiffersFromPeer(PEER_REQUEUES_LATER)
    void all_that_was_given_back_is_there_for_the_next_method(WireClient client) {
        declare(client);
        receive(client, MANY);

        client.send(1, Requests.nack(0, true, true));

        assertThat(count(client, queue)).isEqualTo(MANY);
    }

    @Test
    @DiffersFromPeer(PEER_REQUEUES_LATER)
    void all_that_was_recovered_is_there_for_the_next_method(WireClient client) {
        declare(client);
        receive(client, MANY);

        client.call(1, Requests.recover(true), BASIC_RECOVER_OK);

        assertThat(count(client, queue)).isEqualTo(MANY);
    }
}
