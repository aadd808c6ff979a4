package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Classes exchange and queue. */
class DeclarationWireTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    private RawClient client;

    @BeforeEach
    void openChannel() {
        client = BROKER.channelOpened();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static Arguments declareExchange(String name, String type, boolean passive, boolean noWait) {
        return Arguments.method(40, 10)
                .int16(0)
                .text(name)
                .text(type)
                .bits(passive, false, false, false, noWait)
                .noTable();
    }

    private static Arguments deleteExchange(String name, boolean ifUnused, boolean noWait) {
        return Arguments.method(40, 20).int16(0).text(name).bits(ifUnused, noWait);
    }

    private static Arguments bindExchange(int methodId, String destination, String source, boolean noWait) {
        return Arguments.method(40, methodId)
                .int16(0)
                .text(destination)
                .text(source)
                .text("key")
                .bits(noWait)
                .noTable();
    }

    private static Arguments declareQueue(String name, boolean passive, boolean noWait) {
        return Arguments.method(50, 10)
                .int16(0)
                .text(name)
                .bits(passive, false, false, false, noWait)
                .noTable();
    }

    private static Arguments bindQueue(String queue, String exchange, String key, boolean noWait) {
        return Arguments.method(50, 20)
                .int16(0)
                .text(queue)
                .text(exchange)
                .text(key)
                .bits(noWait)
                .noTable();
    }

    private static Arguments deleteQueue(String name, boolean noWait) {
        return Arguments.method(50, 40).int16(0).text(name).bits(false, false, noWait);
    }

    @Test
    @DisplayName("§1.6.2.1 declare, §1.6.2.2 declare-ok, §1.6.2.3 delete, §1.6.2.4 delete-ok")
    void declares_and_deletes_an_exchange() {
        client.send(1, declareExchange("dx", "direct", false, false));
        client.expect(1, 40, 11);
        client.send(1, declareExchange("dx", "", true, false));
        client.expect(1, 40, 11);
        client.send(1, deleteExchange("dx", false, false));
        client.expect(1, 40, 21);

        client.send(1, declareExchange("dx", "direct", true, false));

        assertThat(client.expectChannelClose(1, 404)).isEqualTo("NOT_FOUND - no exchange 'dx' in vhost '/'");
    }

    @Test
    @DisplayName("§1.6 with no-wait the server does not answer")
    void declares_and_deletes_an_exchange_without_an_answer() {
        client.send(1, declareExchange("nx", "fanout", false, true))
                .send(1, declareExchange("nx", "fanout", true, false));
        client.expect(1, 40, 11);

        client.send(1, deleteExchange("nx", false, true)).send(1, declareExchange("nx", "fanout", true, false));

        client.expectChannelClose(1, 404);
    }

    @Test
    @DisplayName("RabbitMQ's exchange.bind, bind-ok (40/31), unbind, unbind-ok (40/51)")
    void binds_and_unbinds_exchanges() {
        String queue = client.declareQueue(1);
        client.send(1, declareExchange("source", "direct", false, true))
                .send(1, declareExchange("destination", "fanout", false, true))
                .send(1, bindQueue(queue, "destination", "", true));
        client.send(1, bindExchange(30, "destination", "source", false));
        client.expect(1, 40, 31);
        client.publish(1, "source", "key", "through both").get(1, queue, true);
        client.expect(1, 60, 71);
        assertThat(client.expectContent(1)).isEqualTo("through both");

        client.send(1, bindExchange(40, "destination", "source", false));

        client.expect(1, 40, 51);
        client.publish(1, "source", "key", "nowhere").get(1, queue, true);
        client.expect(1, 60, 72);
        client.send(1, bindExchange(30, "destination", "source", true))
                .send(1, bindExchange(40, "destination", "source", true))
                .send(1, deleteExchange("source", false, true))
                .send(1, deleteExchange("destination", false, false));
        client.expect(1, 40, 21);
    }

    @Test
    @DisplayName("§1.7.2.1 declare, §1.7.2.2 declare-ok with the name, the messages and the consumers")
    void declares_a_queue() {
        client.send(1, declareQueue("dq", false, false));
        RawFrame first = client.expect(1, 50, 11);
        assertThat(first.text()).isEqualTo("dq");
        assertThat(first.int32()).isZero();
        assertThat(first.int32()).isZero();
        client.publish(1, "", "dq", "x").consume(1, client.declareQueue(1), "other", true);

        client.send(1, declareQueue("dq", true, false));

        RawFrame second = client.expect(1, 50, 11);
        assertThat(second.text()).isEqualTo("dq");
        assertThat(second.int32()).isEqualTo(1);
        client.send(1, deleteQueue("dq", false));
        client.expect(1, 50, 41);
    }

    @Test
    @DisplayName("§1.7.2.1 an empty name makes the server choose one, which begins with amq.gen-")
    void chooses_a_name() {
        assertThat(client.declareQueue(1)).startsWith("amq.gen-").isNotEqualTo(client.declareQueue(1));
    }

    @Test
    @DisplayName("§1.7.2.3 bind, §1.7.2.4 bind-ok, §1.7.2.5 unbind, §1.7.2.6 unbind-ok")
    void binds_and_unbinds_a_queue() {
        String queue = client.declareQueue(1);
        client.send(1, bindQueue(queue, "amq.direct", "bound", false));
        client.expect(1, 50, 21);
        client.publish(1, "amq.direct", "bound", "arrives").get(1, queue, true);
        client.expect(1, 60, 71);
        client.expectContent(1);

        client.send(
                1,
                Arguments.method(50, 50)
                        .int16(0)
                        .text(queue)
                        .text("amq.direct")
                        .text("bound")
                        .noTable());

        client.expect(1, 50, 51);
        client.publish(1, "amq.direct", "bound", "lost").get(1, queue, true);
        client.expect(1, 60, 72);
    }

    @Test
    @DisplayName("§1.7.2.7 purge, §1.7.2.8 purge-ok with the number of messages")
    void purges() {
        String queue = client.declareQueue(1);
        client.publish(1, "", queue, "1").publish(1, "", queue, "2");

        client.send(1, Arguments.method(50, 30).int16(0).text(queue).bits(false));

        assertThat(client.expect(1, 50, 31).int32()).isEqualTo(2);
        client.publish(1, "", queue, "3")
                .send(1, Arguments.method(50, 30).int16(0).text(queue).bits(true))
                .get(1, queue, true);
        client.expect(1, 60, 72);
    }

    @Test
    @DisplayName("§1.7.2.9 delete, §1.7.2.10 delete-ok with the number of messages; deleting again is fine")
    void deletes_a_queue() {
        client.send(1, declareQueue("gone", false, true))
                .publish(1, "", "gone", "x")
                .send(1, deleteQueue("gone", false));
        assertThat(client.expect(1, 50, 41).int32()).isEqualTo(1);

        client.send(1, deleteQueue("gone", false));

        assertThat(client.expect(1, 50, 41).int32()).isZero();
        client.send(1, declareQueue("gone", false, true))
                .send(1, deleteQueue("gone", true))
                .send(1, declareQueue("gone", true, false));
        client.expectChannelClose(1, 404);
    }

    @Test
    @DisplayName("§1.7.2.3 an empty queue name means the queue that was declared last on the channel")
    void remembers_the_last_declared_queue() {
        String queue = client.declareQueue(1);
        client.send(1, bindQueue("", "amq.direct", "", false));
        client.expect(1, 50, 21);

        client.publish(1, "amq.direct", queue, "by name").get(1, "", true);

        client.expect(1, 60, 71);
        assertThat(client.expectContent(1)).isEqualTo("by name");
    }
}
