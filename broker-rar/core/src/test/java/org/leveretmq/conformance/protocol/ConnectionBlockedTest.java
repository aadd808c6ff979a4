package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.wire.MethodId.BASIC_CONSUME_OK;
import static org.leveretmq.conformance.wire.MethodId.BASIC_DELIVER;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_BLOCKED;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_UNBLOCKED;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_PURGE_OK;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** RabbitMQ's extension {@code connection.blocked} and {@code unblocked} (RabbitMQ). */
@ConformanceTest
@NeedsOwnBroker("little memory")
class ConnectionBlockedTest {
    private static final String QUEUE = "full";

    private static TestBroker small(TestBroker broker) {
        return broker.withSettings(settings -> settings.maxHeldBytes(1 << 20));
    }

    private static WireClient publisher(TestBroker broker, String... capabilities) {
        return broker.socket().capabilities(capabilities).handshake().openChannel(1);
    }

    private static void fill(WireClient publisher) {
        publisher.call(1, Requests.queueDeclare(QUEUE, Map.of(), false, false, false, false, false), QUEUE_DECLARE_OK);
        publisher.publish(1, "", QUEUE, "x".repeat(1_200_000)).publish(1, "", QUEUE, "one more");
    }

    @Test
    void publisher_with_the_capability_is_told_when_it_is_blocked(TestBroker broker) {
        WireClient publisher = publisher(small(broker), "connection.blocked");

        fill(publisher);

        assertThat(publisher.expect(0, CONNECTION_BLOCKED).shortString()).isNotEmpty();
    }

    @Test
    void publisher_with_the_capability_is_told_when_it_is_unblocked(TestBroker broker) {
        TestBroker own = small(broker);
        WireClient publisher = publisher(own, "connection.blocked");
        fill(publisher);
        publisher.expect(0, CONNECTION_BLOCKED);
        WireClient other = own.wire();

        other.call(1, Requests.queuePurge(QUEUE, false), QUEUE_PURGE_OK);

        publisher.expect(0, CONNECTION_UNBLOCKED).end();
    }

    @Test
    void publisher_without_the_capability_is_not_told(TestBroker broker) {
        TestBroker own = small(broker);
        WireClient witness = publisher(own, "connection.blocked");
        WireClient publisher = publisher(own);
        fill(publisher);
        witness.publish(1, "", QUEUE, "blocks the witness, too").expect(0, CONNECTION_BLOCKED);
        own.wire().call(1, Requests.queuePurge(QUEUE, false), QUEUE_PURGE_OK);

        publisher.send(1, Requests.queueDeclarePassive(QUEUE, false));

        publisher.expect(1, QUEUE_DECLARE_OK);
    }

    @Test
    void consumers_go_on_while_publishers_are_blocked(TestBroker broker) {
        TestBroker own = small(broker);
        WireClient publisher = publisher(own, "connection.blocked");
        fill(publisher);
        publisher.expect(0, CONNECTION_BLOCKED);
        WireClient consumer = own.wire();

        consumer.call(1, Requests.consume(QUEUE, "", true, false), BASIC_CONSUME_OK);

        consumer.expect(1, BASIC_DELIVER);
        assertThat(consumer.expectContent(1).body()).hasSize(1_200_000);
    }
}
