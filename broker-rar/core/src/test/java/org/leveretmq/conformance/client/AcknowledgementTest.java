package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** AMQP 0-9-1 §3.1.8, Acknowledgements: ack, nack, reject, recover, and where messages go when nobody has acknowledged them. */
@ConformanceTest
class AcknowledgementTest {
    private final String queue = uniqueName("acknowledged");
    private Channel channel;

    @BeforeEach
    void declareQueue(TestBroker broker) throws Exception {
        channel = broker.connect().createChannel();
        channel.queueDeclare(queue, false, false, true, null);
        for (String body : List.of("1", "2", "3", "4", "5")) {
            channel.basicPublish("", queue, null, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<Long> take(Channel from, int count) throws IOException {
        List<Long> tags = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tags.add(from.basicGet(queue, false).getEnvelope().getDeliveryTag());
        }
        return tags;
    }

    private static String describe(GetResponse got) {
        return new String(got.getBody(), StandardCharsets.UTF_8)
                + (got.getEnvelope().isRedeliver() ? "*" : "");
    }

    /** Everything that is ready, with a star for what was redelivered. */
    private List<String> ready() throws IOException {
        List<String> bodies = new ArrayList<>();
        for (GetResponse got = channel.basicGet(queue, true); got != null; got = channel.basicGet(queue, true)) {
            bodies.add(describe(got));
        }
        return bodies;
    }

    @Test
    void requeue_puts_a_message_back_at_its_old_position() throws Exception {
        List<Long> tags = take(channel, 3);

        channel.basicReject(tags.get(1), true);

        assertThat(ready()).containsExactly("2*", "4", "5");
    }

    @Test
    void requeued_out_of_order_they_are_in_order_again() throws Exception {
        List<Long> tags = take(channel, 4);

        channel.basicReject(tags.get(3), true);
        channel.basicReject(tags.get(0), true);
        channel.basicReject(tags.get(2), true);

        assertThat(ready()).containsExactly("1*", "3*", "4*", "5");
    }

    @Test
    void nack_multiple_requeues_all_up_to_the_tag() throws Exception {
        List<Long> tags = take(channel, 4);

        channel.basicNack(tags.get(2), true, true);

        assertThat(ready()).containsExactly("1*", "2*", "3*", "5");
    }

    @Test
    void nack_of_0_multiple_requeues_everything() throws Exception {
        take(channel, 3);

        channel.basicNack(0, true, true);

        assertThat(ready()).containsExactly("1*", "2*", "3*", "4", "5");
    }

    @Test
    void nack_multiple_without_requeue_drops_all_up_to_the_tag() throws Exception {
        List<Long> tags = take(channel, 3);

        channel.basicNack(tags.get(1), true, false);
        channel.basicRecover(true);

        assertThat(ready()).containsExactly("3*", "4", "5");
    }

    @Test
    void ack_multiple_takes_all_up_to_the_tag() throws Exception {
        List<Long> tags = take(channel, 4);

        channel.basicAck(tags.get(2), true);
        channel.basicRecover(true);

        assertThat(ready()).containsExactly("4*", "5");
    }

    @Test
    void acks_may_come_out_of_order() throws Exception {
        List<Long> tags = take(channel, 4);

        channel.basicAck(tags.get(2), false);
        channel.basicAck(tags.get(0), false);
        channel.basicRecover(true);

        assertThat(ready()).containsExactly("2*", "4*", "5");
    }

    @Test
    void multiple_ack_after_single_ones_takes_what_is_left() throws Exception {
        List<Long> tags = take(channel, 4);
        channel.basicAck(tags.get(1), false);

        channel.basicAck(tags.get(2), true);
        channel.basicRecover(true);

        assertThat(ready()).containsExactly("4*", "5");
    }

    @Test
    void closing_the_channel_requeues_in_order() throws Exception {
        Channel other = channel.getConnection().createChannel();
        take(other, 3);

        other.close();

        assertThat(ready()).containsExactly("1*", "2*", "3*", "4", "5");
    }

    @Test
    void error_of_the_channel_requeues_in_order() throws Exception {
        Channel other = channel.getConnection().createChannel();
        take(other, 2);

        assertClosesChannel(
                other, 406, "PRECONDITION_FAILED - unknown delivery tag 99", () -> other.basicAck(99, false));

        assertThat(ready()).containsExactly("1*", "2*", "3", "4", "5");
    }

    @Test
    void closing_the_connection_requeues_in_order(Connection other) throws Exception {
        take(other.createChannel(), 3);

        other.close();

        assertThat(ready()).containsExactly("1*", "2*", "3*", "4", "5");
    }

    @Test
    void two_holders_give_back_into_one_order() throws Exception {
        Channel first = channel.getConnection().createChannel();
        Channel second = channel.getConnection().createChannel();
        take(first, 1);
        take(second, 1);
        take(first, 1);

        first.close();
        second.close();

        assertThat(ready()).containsExactly("1*", "2*", "3*", "4", "5");
    }

    @Test
    void recover_redelivers_to_the_consumer() throws Exception {
        Inbox inbox = Inbox.consumeWithAcks(channel, queue);
        inbox.await(5);

        channel.basicRecover(true);

        List<String> again = inbox.awaitBodies(10).subList(5, 10);
        assertThat(again).containsExactly("1", "2", "3", "4", "5");
        assertThat(inbox.deliveries().subList(5, 10))
                .allMatch(delivery -> delivery.getEnvelope().isRedeliver());
        assertThat(inbox.deliveries()).extracting(Inbox::tag).doesNotHaveDuplicates();
    }

    @Test
    void tags_from_before_recover_are_unknown() throws Exception {
        long tag = take(channel, 1).get(0);
        channel.basicRecover(true);

        assertClosesChannel(
                channel, 406, "PRECONDITION_FAILED - unknown delivery tag 1", () -> channel.basicAck(tag, false));
    }

    @Test
    void requeued_message_goes_to_another_consumer_too(Channel other) throws Exception {
        channel.basicQos(1);
        Inbox first = Inbox.consumeWithAcks(channel, queue);
        long tag = Inbox.tag(first.await(1).get(0));
        Inbox second = Inbox.consume(other, queue);
        second.await(4);
        channel.basicCancel(first.tag());

        channel.basicReject(tag, true);

        assertThat(second.awaitBodies(5)).containsExactly("2", "3", "4", "5", "1");
        assertThat(second.deliveries().get(4).getEnvelope().isRedeliver()).isTrue();
    }

    /** RabbitMQ: {@code basic.cancel} keeps the unacked deliveries. */
    @Test
    void cancelling_keeps_what_is_unacknowledged() throws Exception {
        channel.basicQos(2);
        Inbox inbox = Inbox.consumeWithAcks(channel, queue);
        inbox.await(2);

        channel.basicCancel(inbox.tag());

        channel.queueDeclare(queue + "-alive", false, true, false, null);
        channel.basicAck(Inbox.tag(inbox.deliveries().get(1)), true);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void message_of_a_deleted_queue_can_still_be_acknowledged() throws Exception {
        long tag = take(channel, 1).get(0);
        channel.queueDelete(queue);

        channel.basicAck(tag, false);

        channel.exchangeDeclarePassive("amq.direct");
    }

    @Test
    void message_of_a_deleted_queue_can_still_be_requeued() throws Exception {
        long tag = take(channel, 1).get(0);
        channel.queueDelete(queue);

        channel.basicNack(tag, false, true);

        channel.exchangeDeclarePassive("amq.direct");
    }
}
