package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Classes channel, access, confirm and tx. */
class ChannelWireTest {
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

    @Test
    @DisplayName("§1.5.2.1 open, §1.5.2.2 open-ok: channels of a connection are independent")
    void opens_several_channels() {
        client.openChannel(2).openChannel(2047);
    }

    @Test
    @DisplayName("§1.5.2.5 close, §1.5.2.6 close-ok: the number can be used again")
    void closes_and_opens_again() {
        client.send(1, Arguments.method(20, 40).int16(200).text("done").int16(0).int16(0));
        client.expect(1, 20, 41);

        client.openChannel(1);
    }

    @Test
    @DisplayName("§1.5.2.3 flow, §1.5.2.4 flow-ok: deliveries pause until the client is active again")
    void flow_pauses_deliveries() {
        String queue = client.declareQueue(1);
        client.consume(1, queue, "c", true);
        client.send(1, Arguments.method(20, 20).bits(false));
        assertThat(client.expect(1, 20, 21).int8()).isZero();
        client.publish(1, "", queue, "waits");
        client.send(1, Arguments.method(50, 10).int16(0).text(queue).bits(true).noTable());
        RawFrame declared = client.expect(1, 50, 11);
        declared.text();
        assertThat(declared.int32()).as("ready messages").isEqualTo(1);

        client.send(1, Arguments.method(20, 20).bits(true));

        assertThat(client.expect(1, 20, 21).int8()).isEqualTo(1);
        client.expect(1, 60, 60);
        assertThat(client.expectContent(1)).isEqualTo("waits");
    }

    @Test
    @DisplayName("AMQP 0-8 access.request is answered with ticket 1")
    void access_request_is_answered() {
        client.send(1, Arguments.method(30, 10).text("/data").bits(false, true, true, true, true));

        assertThat(client.expect(1, 30, 11).int16()).isEqualTo(1);
    }

    @Test
    @DisplayName("RabbitMQ's confirm.select, select-ok: publishes are numbered from 1 and acknowledged")
    void confirms_publishes() {
        client.send(1, Arguments.method(85, 10).bits(false));
        client.expect(1, 85, 11);
        client.publish(1, "", "nowhere", "x");

        RawFrame ack = client.expect(1, 60, 80);

        assertThat(ack.int64()).isEqualTo(1);
        assertThat(ack.int8()).isZero();
    }

    @Test
    @DisplayName("RabbitMQ's confirm.select with no-wait is not answered")
    void confirm_select_without_an_answer() {
        client.send(1, Arguments.method(85, 10).bits(true)).publish(1, "", "nowhere", "x");

        assertThat(client.expect(1, 60, 80).int64()).isEqualTo(1);
    }

    @Test
    @DisplayName("RabbitMQ's confirms: one ack with the multiple bit covers what came together")
    void confirms_in_batches() {
        client.send(1, Arguments.method(85, 10).bits(true));
        String queue = client.declareQueue(1);
        for (int i = 0; i < 100; i++) {
            client.publish(1, "", queue, "x");
        }

        long confirmed = 0;
        int acks = 0;
        while (confirmed < 100) {
            RawFrame ack = client.expect(1, 60, 80);
            long tag = ack.int64();
            boolean multiple = ack.int8() == 1;
            assertThat(tag).isGreaterThan(confirmed);
            assertThat(multiple || tag == confirmed + 1).isTrue();
            confirmed = tag;
            acks++;
        }
        assertThat(confirmed).isEqualTo(100);
        assertThat(acks).isLessThanOrEqualTo(100);
    }

    @Test
    @DisplayName("§1.9.2.1 select, §1.9.2.3 commit: publishes become visible together")
    void commits() {
        String queue = client.declareQueue(1);
        client.openChannel(2);
        client.send(1, Arguments.method(90, 10));
        client.expect(1, 90, 11);
        client.publish(1, "", queue, "one").publish(1, "", queue, "two");
        client.get(2, queue, true);
        client.expect(2, 60, 72);

        client.send(1, Arguments.method(90, 20));

        client.expect(1, 90, 21);
        client.get(2, queue, true);
        client.expect(2, 60, 71);
        assertThat(client.expectContent(2)).isEqualTo("one");
    }

    @Test
    @DisplayName("§1.9.2.5 rollback: publishes are dropped, acks undone, deliveries neither requeued nor sent again")
    void rolls_back() {
        String queue = client.declareQueue(1);
        client.publish(1, "", queue, "kept").get(1, queue, false);
        long tag = client.expect(1, 60, 71).int64();
        client.expectContent(1);
        client.send(1, Arguments.method(90, 10));
        client.expect(1, 90, 11);
        client.publish(1, "", queue, "dropped")
                .send(1, Arguments.method(60, 80).int64(tag).bits(false));

        client.send(1, Arguments.method(90, 30));

        client.expect(1, 90, 31);
        client.get(1, queue, true);
        client.expect(1, 60, 72);
        client.send(1, Arguments.method(60, 80).int64(tag).bits(false)).send(1, Arguments.method(90, 20));
        client.expect(1, 90, 21);
    }

    @Test
    @DisplayName("§1.9.2.3 commit without select is a channel 406")
    void commit_without_select() {
        client.send(1, Arguments.method(90, 20));

        assertThat(client.expectChannelClose(1, 406)).isEqualTo("PRECONDITION_FAILED - channel is not transactional");
    }

    @Test
    @DisplayName("confirm.select on a transactional channel is a channel 406")
    void confirm_after_tx() {
        client.send(1, Arguments.method(90, 10));
        client.expect(1, 90, 11);

        client.send(1, Arguments.method(85, 10).bits(false));

        assertThat(client.expectChannelClose(1, 406))
                .isEqualTo("PRECONDITION_FAILED - cannot switch from tx to confirm mode");
    }

    @Test
    @DisplayName("tx.select on a confirming channel is a channel 406")
    void tx_after_confirm() {
        client.send(1, Arguments.method(85, 10).bits(true)).send(1, Arguments.method(90, 10));

        assertThat(client.expectChannelClose(1, 406))
                .isEqualTo("PRECONDITION_FAILED - cannot switch from confirm to tx mode");
    }

    @Test
    @DisplayName("§1.5.2.5 a channel error names the class and the method that have caused it")
    void channel_error_names_the_method() {
        client.send(1, Arguments.method(50, 30).int16(0).text("missing").bits(false));

        RawFrame close = client.expect(1, 20, 40);
        assertThat(close.int16()).isEqualTo(404);
        assertThat(close.text()).isEqualTo("NOT_FOUND - no queue 'missing' in vhost '/'");
        assertThat(close.int16()).isEqualTo(50);
        assertThat(close.int16()).isEqualTo(30);
    }
}
