package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** AMQP 0-9-1 §1.9, the class tx, seen by another channel. */
@ConformanceTest
class TransactionTest {
    private final String queue = uniqueName("transacted");
    private final String second = uniqueName("transacted");
    private Connection connection;
    private Channel channel;
    private Channel other;

    @BeforeEach
    void selectTransactions(TestBroker broker) throws Exception {
        connection = broker.connect();
        channel = connection.createChannel();
        other = connection.createChannel();
        channel.queueDeclare(queue, false, true, false, null);
        channel.queueDeclare(second, false, true, false, null);
        channel.txSelect();
    }

    /** Puts a message into the queue by another channel, and sees that it is there. */
    private void store(String body) throws Exception {
        other.confirmSelect();
        publish(other, queue, body);
        other.waitForConfirmsOrDie(5_000);
    }

    private void publish(Channel by, String to, String body) throws IOException {
        by.basicPublish("", to, null, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void publishes_are_invisible_before_commit() throws Exception {
        publish(channel, queue, "m");
        channel.exchangeDeclarePassive("amq.direct");

        assertThat(other.basicGet(queue, true)).isNull();
    }

    @Test
    void publishes_to_several_queues_appear_in_order_at_commit() throws Exception {
        publish(channel, queue, "1");
        publish(channel, second, "2");
        publish(channel, queue, "3");

        channel.txCommit();

        assertThat(Inbox.drain(other, queue)).containsExactly("1", "3");
        assertThat(Inbox.drain(other, second)).containsExactly("2");
    }

    @Test
    void publishes_are_gone_after_rollback() throws Exception {
        publish(channel, queue, "1");
        channel.txRollback();
        publish(channel, queue, "2");

        channel.txCommit();

        assertThat(Inbox.drain(other, queue)).containsExactly("2");
    }

    @Test
    void acks_are_undone_when_the_channel_closes() throws Exception {
        store("m");
        channel.basicAck(channel.basicGet(queue, false).getEnvelope().getDeliveryTag(), false);

        channel.close();

        assertThat(Inbox.drain(other, queue)).containsExactly("m");
    }

    @Test
    void acks_hold_after_commit() throws Exception {
        store("m");
        channel.basicAck(channel.basicGet(queue, false).getEnvelope().getDeliveryTag(), false);

        channel.txCommit();
        channel.close();

        assertThat(other.basicGet(queue, true)).isNull();
    }

    /** RabbitMQ: rollback neither requeues nor redelivers; the tags stay unacked. */
    @Test
    void rolled_back_ack_leaves_the_message_with_the_client() throws Exception {
        store("m");
        long tag = channel.basicGet(queue, false).getEnvelope().getDeliveryTag();
        channel.basicAck(tag, false);

        channel.txRollback();

        assertThat(other.basicGet(queue, true)).as("requeued").isNull();
        channel.basicAck(tag, false);
        channel.txCommit();
    }

    @Test
    void rejects_take_effect_at_commit() throws Exception {
        store("m");
        channel.basicReject(channel.basicGet(queue, false).getEnvelope().getDeliveryTag(), true);
        channel.exchangeDeclarePassive("amq.direct");
        assertThat(other.basicGet(queue, true)).as("before commit").isNull();

        channel.txCommit();

        assertThat(Inbox.drain(other, queue)).containsExactly("m");
    }

    @Test
    void acking_twice_in_a_transaction_is_406() throws Exception {
        store("m");
        long tag = channel.basicGet(queue, false).getEnvelope().getDeliveryTag();
        channel.basicAck(tag, false);

        assertClosesChannel(
                channel, 406, "PRECONDITION_FAILED - unknown delivery tag 1", () -> channel.basicAck(tag, false));
    }

    @Test
    void publish_to_a_missing_exchange_in_a_transaction_leaves_nothing() throws Exception {
        publish(channel, queue, "lost with the channel");

        assertClosesChannelMentioning(
                channel, 404, "no exchange", () -> channel.basicPublish(uniqueName("missing"), "", null, new byte[1]));

        assertThat(other.basicGet(queue, true)).isNull();
    }

    @Test
    void mandatory_message_is_returned_at_commit() throws Exception {
        List<String> returned = new CopyOnWriteArrayList<>();
        channel.addReturnListener(message -> returned.add(message.getRoutingKey()));
        channel.basicPublish("", "nobody", true, null, new byte[1]);
        channel.exchangeDeclarePassive("amq.direct");
        assertThat(returned).as("before commit").isEmpty();

        channel.txCommit();

        await().untilAsserted(() -> assertThat(returned).containsExactly("nobody"));
    }

    @Test
    void connection_that_breaks_leaves_nothing(TestBroker broker) throws Exception {
        String shared = uniqueName("shared");
        Channel survivor = broker.connect().createChannel();
        survivor.queueDeclare(shared, false, false, true, null);
        publish(channel, shared, "m");
        channel.exchangeDeclarePassive("amq.direct");

        connection.abort(0);

        assertThat(survivor.basicGet(shared, true)).isNull();
    }

    @Test
    void deliveries_go_on_in_a_transaction() throws Exception {
        Inbox inbox = Inbox.consumeWithAcks(channel, queue);

        store("m");

        assertThat(inbox.awaitBodies(1)).containsExactly("m");
    }

    @Test
    void large_transaction_is_applied_as_a_whole() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            publish(channel, queue, "m" + i);
        }

        channel.txCommit();

        assertThat(other.messageCount(queue)).isEqualTo(2_000);
        assertThat(Inbox.drain(other, queue).get(1_999)).isEqualTo("m1999");
    }

    @Test
    void commit_without_select() {
        assertClosesChannel(other, 406, "PRECONDITION_FAILED - channel is not transactional", () -> other.txCommit());
    }
}
