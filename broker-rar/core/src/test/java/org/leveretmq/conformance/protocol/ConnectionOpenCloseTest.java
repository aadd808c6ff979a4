package org.leveretmq.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.wire.MethodId.BASIC_GET_OK;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_CLOSE;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_CLOSE_OK;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_OPEN;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_OPEN_OK;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_UPDATE_SECRET;
import static org.leveretmq.conformance.wire.MethodId.CONNECTION_UPDATE_SECRET_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DECLARE_OK;
import static org.leveretmq.conformance.wire.MethodId.QUEUE_DELETE_OK;
import static org.leveretmq.conformance.wire.WireMethod.method;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.OthersUnaffected;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.conformance.TestUsers;
import org.leveretmq.conformance.wire.ReceivedMethod;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** AMQP 0-9-1 §1.4.2.7 to §1.4.2.10: {@code connection.open} and {@code close}, and RabbitMQ's {@code update-secret}. */
@ConformanceTest
@OthersUnaffected
class ConnectionOpenCloseTest {
    private static WireClient tuned(TestBroker broker) {
        return broker.socket().header().startOkPlain("guest", "guest").tune();
    }

    /** §1.4.2.7 and §1.4.2.8: "This method signals to the client that the connection is ready for use." */
    @Test
    void open_is_answered_with_open_ok(TestBroker broker) {
        WireClient client = tuned(broker);

        client.sendOpen("/");

        ReceivedMethod openOk = client.expect(0, CONNECTION_OPEN_OK);
        assertThat(openOk.shortString()).isEmpty();
        openOk.end();
    }

    /** §1.4.2.7: two reserved fields follow the virtual host; whatever is in them means nothing. */
    @Test
    void reserved_fields_of_open_are_read_over(TestBroker broker) {
        WireClient client = tuned(broker);

        client.send(
                0,
                method(CONNECTION_OPEN)
                        .shortString("/")
                        .shortString("capabilities")
                        .octet(1));

        client.expect(0, CONNECTION_OPEN_OK);
    }

    /** §1.4.2.7; RabbitMQ: an unknown virtual host is 530. */
    @Test
    void unknown_virtual_host_is_530(TestBroker broker) {
        WireClient client = tuned(broker);

        client.sendOpen("nowhere");

        ReceivedMethod close = client.expectConnectionClose(530);
        assertThat(close.shortString()).isEqualTo("NOT_ALLOWED - vhost nowhere not found");
        assertThat(List.of(close.shortUint(), close.shortUint())).containsExactly(10, 40);
    }

    /** §1.4.2.7: "it MUST enforce a full separation of exchanges, queues, and all associated entities per virtual host". */
    @Test
    @NeedsOwnBroker("two virtual hosts")
    void virtual_hosts_are_separate(TestBroker broker) {
        TestBroker own = broker.withSettings(
                settings -> settings.virtualHosts(List.of("/", "other")).users(TestUsers.guestOf("/", "other")));
        WireClient here = own.wire();
        here.call(1, Requests.queueDeclare("q"), QUEUE_DECLARE_OK);
        WireClient there = tuned(own).open("other").openChannel(1);

        there.send(1, Requests.queueDeclarePassive("q", false));

        assertThat(there.expectChannelClose(1, 404).shortString())
                .isEqualTo("NOT_FOUND - no queue 'q' in vhost 'other'");
    }

    /** §2.2.4: a connection is opened once. */
    @Test
    void second_open_ends_the_connection(TestBroker broker) {
        WireClient client = broker.wire();

        client.sendOpen("/");

        client.expectConnectionClose(503, 504);
    }

    /** §1.4.2.9 and §1.4.2.10: "The receiving peer MUST respond to a Close with a Close-Ok" (§2.3.7). */
    @Test
    void close_is_answered_with_close_ok(TestBroker broker) {
        WireClient client = broker.wire();

        ReceivedMethod closeOk = client.call(0, Requests.connectionClose(), CONNECTION_CLOSE_OK);

        closeOk.end();
    }

    /** §1.4.2.9: a client may give up before the connection is open. */
    @Test
    void close_instead_of_open_is_answered(TestBroker broker) {
        WireClient client = tuned(broker);

        client.send(0, Requests.connectionClose());

        client.expectCloseOkOr(504);
    }

    /** §1.4.2.9: "After sending this method, any received methods except Close and Close-OK MUST be discarded." */
    @Test
    void client_may_close_while_the_server_closes(TestBroker broker) {
        WireClient client = broker.wire();
        client.send(9, Requests.queueDeclare("x"));
        client.expect(0, CONNECTION_CLOSE);

        client.send(1, Requests.queueDeclare("y")).send(0, Requests.connectionClose());

        client.expect(0, CONNECTION_CLOSE_OK);
    }

    /** §2.3.7: closing the connection closes its channels; what they had not acknowledged can be delivered again. */
    @Test
    void close_requeues_what_was_not_acknowledged(TestBroker broker) {
        String queue = TestBroker.uniqueName("requeued");
        WireClient other = broker.wire();
        other.call(1, Requests.queueDeclare(queue, Map.of(), false, false, false, false, false), QUEUE_DECLARE_OK);
        WireClient client = broker.wire();
        client.publish(1, "", queue, "m");
        client.call(1, Requests.get(queue, false), BASIC_GET_OK);
        client.expectContent(1);

        client.closeGracefully();

        ReceivedMethod getOk = other.call(1, Requests.get(queue, true), BASIC_GET_OK);
        other.expectContent(1);
        getOk.longLong();
        assertThat(getOk.bit()).as("redelivered").isTrue();
        other.call(1, Requests.queueDelete(queue, false, false, false), QUEUE_DELETE_OK);
    }

    /** RabbitMQ's extension: a client renews its credential. */
    @Test
    void update_secret_is_answered_with_update_secret_ok(TestBroker broker) {
        WireClient client = broker.wire();

        client.send(0, method(CONNECTION_UPDATE_SECRET).longString("guest").shortString("expired"));

        client.expect(0, CONNECTION_UPDATE_SECRET_OK).end();
    }

    /** DESIGN §3: the socket is closed after a bounded wait for close-ok, though the client never answers. */
    @Test
    @NeedsOwnBroker("a short time to answer")
    void client_that_does_not_answer_close_is_dropped(TestBroker broker) {
        TestBroker own = broker.withSettings(settings -> settings.closeTimeout(Duration.ofMillis(100)));
        WireClient client = own.wire();
        client.send(9, Requests.queueDeclare("x"));

        client.expect(0, CONNECTION_CLOSE);

        client.expectEnd();
    }

    /** RabbitMQ: a shutdown closes clients with 320. */
    @Test
    @NeedsOwnBroker("it is shut down")
    void shutdown_closes_clients_with_320(TestBroker broker) {
        TestBroker own = broker.withSettings(settings -> {});
        WireClient client = WireClient.connect(own.address()).handshake();

        CompletableFuture<Void> shutdown = CompletableFuture.runAsync(own::shutDown);

        assertThat(client.expectConnectionClose(320).shortString()).startsWith("CONNECTION_FORCED");

        assertThat(shutdown).succeedsWithin(Duration.ofSeconds(10));
    }
}
