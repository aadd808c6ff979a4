package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Class basic. */
class BasicWireTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    private RawClient client;
    private String queue;

    @BeforeEach
    void openChannel() {
        client = BROKER.channelOpened();
        queue = client.declareQueue(1);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private void expectDelivery(long tag, boolean redelivered, String body) {
        RawFrame deliver = client.expect(1, 60, 60);
        assertThat(deliver.text()).isEqualTo("c");
        assertThat(deliver.int64()).isEqualTo(tag);
        assertThat(deliver.int8() == 1).isEqualTo(redelivered);
        assertThat(client.expectContent(1)).isEqualTo(body);
    }

    private void expectEmpty() {
        client.get(1, queue, true);
        client.expect(1, 60, 72);
    }

    private void synchronize() {
        client.send(1, Arguments.method(60, 10).int32(0).int16(0).bits(true));
        client.expect(1, 60, 11);
    }

    @Test
    @DisplayName("§1.8.3.1 qos, §1.8.3.2 qos-ok: the prefetch count limits what is unacknowledged")
    void qos_limits_unacknowledged_deliveries() {
        client.send(1, Arguments.method(60, 10).int32(0).int16(2).bits(false));
        client.expect(1, 60, 11);
        client.consume(1, queue, "c", false);
        client.publish(1, "", queue, "1").publish(1, "", queue, "2").publish(1, "", queue, "3");
        expectDelivery(1, false, "1");
        expectDelivery(2, false, "2");
        client.send(1, Arguments.method(50, 10).int16(0).text(queue).bits(true).noTable());
        RawFrame declared = client.expect(1, 50, 11);
        declared.text();
        assertThat(declared.int32()).isEqualTo(1);

        client.send(1, Arguments.method(60, 80).int64(1).bits(false));

        expectDelivery(3, false, "3");
    }

    @Test
    @DisplayName("§1.8.3.1 a prefetch size is not implemented: connection 540")
    void prefetch_size() {
        client.send(1, Arguments.method(60, 10).int32(1000).int16(0).bits(false));

        client.expectConnectionClose(540);
    }

    @Test
    @DisplayName("§1.8.3.3 consume, §1.8.3.4 consume-ok, §1.8.3.9 deliver with exchange and routing key")
    void consumes() {
        client.publish(1, "", queue, "waiting");
        client.send(
                1,
                Arguments.method(60, 20)
                        .int16(0)
                        .text(queue)
                        .text("")
                        .bits(false, true, false, false)
                        .noTable());
        String tag = client.expect(1, 60, 21).text();
        assertThat(tag).startsWith("amq.ctag-");

        RawFrame deliver = client.expect(1, 60, 60);

        assertThat(deliver.text()).isEqualTo(tag);
        assertThat(deliver.int64()).isEqualTo(1);
        assertThat(deliver.int8()).isZero();
        assertThat(deliver.text()).isEmpty();
        assertThat(deliver.text()).isEqualTo(queue);
        assertThat(client.expectContent(1)).isEqualTo("waiting");
    }

    @Test
    @DisplayName("§1.8.3.3 consume with no-wait is not answered")
    void consumes_without_an_answer() {
        client.publish(1, "", queue, "x")
                .send(
                        1,
                        Arguments.method(60, 20)
                                .int16(0)
                                .text(queue)
                                .text("c")
                                .bits(false, true, false, true)
                                .noTable());

        expectDelivery(1, false, "x");
    }

    @Test
    @DisplayName("§1.8.3.3 a consumer tag that is in use on the channel is a connection 530")
    void duplicate_consumer_tag() {
        client.consume(1, queue, "c", true)
                .send(
                        1,
                        Arguments.method(60, 20)
                                .int16(0)
                                .text(queue)
                                .text("c")
                                .bits(false, true, false, false)
                                .noTable());

        assertThat(client.expectConnectionClose(530)).isEqualTo("NOT_ALLOWED - attempt to reuse consumer tag 'c'");
    }

    @Test
    @DisplayName("§1.8.3.5 cancel, §1.8.3.6 cancel-ok: what is unacknowledged stays so")
    void cancels() {
        client.consume(1, queue, "c", false).publish(1, "", queue, "x");
        expectDelivery(1, false, "x");

        client.send(1, Arguments.method(60, 30).text("c").bits(false));

        assertThat(client.expect(1, 60, 31).text()).isEqualTo("c");
        client.publish(1, "", queue, "not delivered")
                .send(1, Arguments.method(60, 80).int64(1).bits(false));
        client.get(1, queue, true);
        client.expect(1, 60, 71);
        assertThat(client.expectContent(1)).isEqualTo("not delivered");
        client.send(1, Arguments.method(60, 30).text("unknown").bits(false));
        assertThat(client.expect(1, 60, 31).text()).isEqualTo("unknown");
        client.send(1, Arguments.method(60, 30).text("unknown").bits(true));
        expectEmpty();
    }

    @Test
    @DisplayName("§1.8.3.7 publish with mandatory, §1.8.3.8 return 312 for what no queue receives")
    void returns_what_cannot_be_routed() {
        client.publishMethod(1, "amq.direct", "nobody", true, false)
                .header(1, 60, 4)
                .body(1, "back");

        RawFrame returned = client.expect(1, 60, 50);

        assertThat(returned.int16()).isEqualTo(312);
        assertThat(returned.text()).isEqualTo("NO_ROUTE");
        assertThat(returned.text()).isEqualTo("amq.direct");
        assertThat(returned.text()).isEqualTo("nobody");
        assertThat(client.expectContent(1)).isEqualTo("back");
    }

    @Test
    @DisplayName("RabbitMQ's confirms: the return comes before the ack")
    void returns_before_it_confirms() {
        client.send(1, Arguments.method(85, 10).bits(true));

        client.publishMethod(1, "", "nobody", true, false).header(1, 60, 0);

        client.expect(1, 60, 50);
        client.expectContent(1);
        client.expect(1, 60, 80);
    }

    @Test
    @DisplayName("§1.8.3.7 publish with immediate is not implemented: connection 540")
    void immediate() {
        client.publishMethod(1, "", queue, false, true).header(1, 60, 0);

        client.expectConnectionClose(540);
    }

    @Test
    @DisplayName("§1.8.3.10 get, §1.8.3.11 get-ok with the number of messages left, §1.8.3.12 get-empty")
    void gets() {
        client.publish(1, "", queue, "1").publish(1, "", queue, "2").get(1, queue, true);

        RawFrame got = client.expect(1, 60, 71);

        assertThat(got.int64()).isEqualTo(1);
        assertThat(got.int8()).isZero();
        assertThat(got.text()).isEmpty();
        assertThat(got.text()).isEqualTo(queue);
        assertThat(got.int32()).isEqualTo(1);
        assertThat(client.expectContent(1)).isEqualTo("1");
        client.get(1, queue, true);
        client.expect(1, 60, 71);
        client.expectContent(1);
        expectEmpty();
    }

    @Test
    @DisplayName("§4.2.6 an empty body has no body frame")
    void empty_message() {
        client.publishMethod(1, "", queue, false, false).header(1, 60, 0).get(1, queue, true);

        client.expect(1, 60, 71);

        assertThat(client.expectContent(1)).isEmpty();
        expectEmpty();
    }

    @Test
    @DisplayName("§1.8.3.13 ack with multiple acknowledges all up to the tag")
    void acknowledges_many() {
        client.consume(1, queue, "c", false);
        for (int i = 1; i <= 4; i++) {
            client.publish(1, "", queue, "" + i);
            expectDelivery(i, false, "" + i);
        }

        client.send(1, Arguments.method(60, 80).int64(3).bits(true));
        client.send(1, Arguments.method(60, 80).int64(2).bits(false));

        assertThat(client.expectChannelClose(1, 406)).isEqualTo("PRECONDITION_FAILED - unknown delivery tag 2");
        client.openChannel(1).get(1, queue, true);
        RawFrame got = client.expect(1, 60, 71);
        got.int64();
        assertThat(got.int8()).as("redelivered").isEqualTo(1);
        assertThat(client.expectContent(1)).isEqualTo("4");
    }

    @Test
    @DisplayName("§1.8.3.14 reject with requeue brings the message back to its old place, redelivered")
    void rejects_with_requeue() {
        client.publish(1, "", queue, "1").publish(1, "", queue, "2").get(1, queue, false);
        client.expect(1, 60, 71);
        client.expectContent(1);

        client.send(1, Arguments.method(60, 90).int64(1).bits(true)).get(1, queue, true);

        RawFrame got = client.expect(1, 60, 71);
        assertThat(got.int64()).isEqualTo(2);
        assertThat(got.int8()).isEqualTo(1);
        assertThat(client.expectContent(1)).isEqualTo("1");
    }

    @Test
    @DisplayName("§1.8.3.14 reject without requeue drops the message")
    void rejects_without_requeue() {
        client.publish(1, "", queue, "1").get(1, queue, false);
        client.expect(1, 60, 71);
        client.expectContent(1);

        client.send(1, Arguments.method(60, 90).int64(1).bits(false));

        expectEmpty();
    }

    @Test
    @DisplayName("RabbitMQ's nack with multiple and requeue brings all back in order")
    void nacks_many() {
        for (int i = 1; i <= 3; i++) {
            client.publish(1, "", queue, "" + i).get(1, queue, false);
            client.expect(1, 60, 71);
            client.expectContent(1);
        }

        client.send(1, Arguments.method(60, 120).int64(3).bits(true, true));

        for (int i = 1; i <= 3; i++) {
            client.get(1, queue, true);
            client.expect(1, 60, 71);
            assertThat(client.expectContent(1)).isEqualTo("" + i);
        }
    }

    @Test
    @DisplayName("§1.8.3.16 recover, §1.8.3.17 recover-ok: unacknowledged messages are delivered again")
    void recovers() {
        client.consume(1, queue, "c", false).publish(1, "", queue, "x");
        expectDelivery(1, false, "x");

        client.send(1, Arguments.method(60, 110).bits(true));

        client.expect(1, 60, 111);
        expectDelivery(2, true, "x");
    }

    @Test
    @DisplayName("§1.8.3.15 recover-async is recover without an answer")
    void recovers_without_an_answer() {
        client.consume(1, queue, "c", false).publish(1, "", queue, "x");
        expectDelivery(1, false, "x");

        client.send(1, Arguments.method(60, 100).bits(true));

        expectDelivery(2, true, "x");
        synchronize();
    }

    @Test
    @DisplayName("§1.8.3.16 recover without requeue is not implemented: connection 540")
    void recover_without_requeue() {
        client.send(1, Arguments.method(60, 110).bits(false));

        client.expectConnectionClose(540);
    }

    @Test
    @DisplayName("§1.8.3.15 recover-async without requeue is not implemented: connection 540")
    void recover_async_without_requeue() {
        client.send(1, Arguments.method(60, 100).bits(false));

        client.expectConnectionClose(540);
    }

    @Test
    @DisplayName("§4.7 the messages of a channel arrive in the order in which they were published")
    void keeps_order() {
        client.consume(1, queue, "c", true);
        for (int i = 1; i <= 500; i++) {
            client.publish(1, "", queue, "" + i);
        }

        for (int i = 1; i <= 500; i++) {
            expectDelivery(i, false, "" + i);
        }
    }

    @Test
    @DisplayName("RabbitMQ's consumer cancel notification goes to clients that have announced it, and to no other")
    void cancel_notification_is_only_for_those_who_want_it() {
        client.consume(1, queue, "c", true)
                .send(1, Arguments.method(50, 40).int16(0).text(queue).bits(false, false, false));
        client.expect(1, 50, 41);
    }
}
