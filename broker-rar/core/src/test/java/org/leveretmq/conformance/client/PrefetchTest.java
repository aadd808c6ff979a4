package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;

/** RabbitMQ, prefetch: {@code global=false} for each new consumer, {@code global=true} for the channel (AMQP 0-9-1 §1.8.3.1). */
@ConformanceTest
class PrefetchTest {
    private final String queue = uniqueName("prefetched");

    @BeforeEach
    void declareQueue(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
    }

    /** Publishes and waits until the queue has everything, because a peer may count before that. */
    private void publish(Channel channel, int count) throws Exception {
        channel.confirmSelect();
        for (int i = 0; i < count; i++) {
            channel.basicPublish("", queue, null, new byte[1]);
        }
        channel.waitForConfirmsOrDie(5_000);
    }

    /** What is ready in the queue is not on its way to anybody. */
    private long ready(Channel channel) throws IOException {
        return channel.messageCount(queue);
    }

    @Test
    void consumer_without_prefetch_gets_everything(Channel channel) throws Exception {
        Inbox inbox = Inbox.consumeWithAcks(channel, queue);

        publish(channel, 500);

        assertThat(inbox.await(500)).hasSize(500);
    }

    @Test
    void prefetch_limits_what_is_unacknowledged(Channel channel) throws Exception {
        channel.basicQos(3);
        Inbox inbox = Inbox.consumeWithAcks(channel, queue);

        publish(channel, 10);

        assertThat(ready(channel)).isEqualTo(7);
        assertThat(inbox.await(3)).hasSize(3);
    }

    @Test
    void each_ack_lets_one_more_through(Channel channel) throws Exception {
        channel.basicQos(1);
        Inbox inbox = Inbox.consumeWithAcks(channel, queue);
        publish(channel, 5);

        for (int i = 1; i <= 5; i++) {
            Delivery delivery = inbox.await(i).get(i - 1);
            assertThat(inbox.deliveries()).hasSize(i);
            channel.basicAck(Inbox.tag(delivery), false);
        }

        assertThat(ready(channel)).isZero();
    }

    @Test
    void multiple_ack_lets_as_many_through(Channel channel) throws Exception {
        channel.basicQos(4);
        Inbox inbox = Inbox.consumeWithAcks(channel, queue);
        publish(channel, 10);

        channel.basicAck(Inbox.tag(inbox.await(4).get(2)), true);

        assertThat(inbox.await(7)).hasSize(7);
        assertThat(ready(channel)).isEqualTo(3);
    }

    @Test
    void rejecting_lets_more_through(Channel channel) throws Exception {
        channel.basicQos(1);
        Inbox inbox = Inbox.consumeWithAcks(channel, queue);
        publish(channel, 2);

        channel.basicReject(Inbox.tag(inbox.await(1).get(0)), false);

        assertThat(inbox.await(2)).hasSize(2);
    }

    @Test
    void prefetch_counts_for_each_consumer(Channel channel) throws Exception {
        channel.basicQos(2);
        Inbox first = Inbox.consumeWithAcks(channel, queue);
        Inbox second = Inbox.consumeWithAcks(channel, queue);

        publish(channel, 10);

        assertThat(ready(channel)).isEqualTo(6);
        assertThat(first.await(2)).hasSize(2);
        assertThat(second.await(2)).hasSize(2);
    }

    @Test
    void prefetch_is_for_new_consumers(Channel channel) throws Exception {
        channel.basicQos(1);
        Inbox old = Inbox.consumeWithAcks(channel, queue);
        channel.basicQos(5);

        publish(channel, 10);

        assertThat(ready(channel)).isEqualTo(9);
        assertThat(old.await(1)).hasSize(1);
    }

    @Test
    void global_prefetch_counts_for_the_channel(Channel channel) throws Exception {
        channel.basicQos(3, true);
        Inbox first = Inbox.consumeWithAcks(channel, queue);
        Inbox second = Inbox.consumeWithAcks(channel, queue);

        publish(channel, 10);

        assertThat(ready(channel)).isEqualTo(7);
        assertThat(first.deliveries().size() + second.deliveries().size()).isLessThanOrEqualTo(3);
    }

    @Test
    void global_prefetch_can_be_raised(Channel channel) throws Exception {
        channel.basicQos(1, true);
        Inbox inbox = Inbox.consumeWithAcks(channel, queue);
        publish(channel, 10);
        inbox.await(1);

        channel.basicQos(4, true);

        assertThat(inbox.await(4)).hasSize(4);
        assertThat(ready(channel)).isEqualTo(6);
    }

    @Test
    void both_limits_hold_together(Channel channel) throws Exception {
        channel.basicQos(2, false);
        channel.basicQos(3, true);
        Inbox.consumeWithAcks(channel, queue);
        Inbox.consumeWithAcks(channel, queue);

        publish(channel, 10);

        assertThat(ready(channel)).isEqualTo(7);
    }

    @Test
    void consumers_without_acks_are_not_limited(Channel channel) throws Exception {
        channel.basicQos(1);
        Inbox inbox = Inbox.consume(channel, queue);

        publish(channel, 50);

        assertThat(inbox.await(50)).hasSize(50);
    }

    @Test
    void get_is_not_limited(Channel channel) throws Exception {
        channel.basicQos(1);
        channel.basicQos(1, true);
        publish(channel, 3);

        for (int i = 0; i < 3; i++) {
            assertThat(channel.basicGet(queue, false)).isNotNull();
        }
    }

    /** §4.7 and fairness: a consumer that holds its prefetch does not keep messages from another. */
    @Test
    void slow_consumer_does_not_stop_the_others(Channel channel, Channel other) throws Exception {
        channel.basicQos(1);
        Inbox slow = Inbox.consumeWithAcks(channel, queue);
        Inbox fast = Inbox.consume(other, queue);

        publish(channel, 100);

        assertThat(fast.await(99)).hasSize(99);
        assertThat(slow.await(1)).hasSize(1);
    }

    @Test
    void messages_go_around_between_equal_consumers(Channel channel, Channel other) throws Exception {
        Inbox first = Inbox.consume(channel, queue);
        Inbox second = Inbox.consume(other, queue);

        publish(channel, 100);

        assertThat(first.await(50)).hasSize(50);
        assertThat(second.await(50)).hasSize(50);
    }
}
