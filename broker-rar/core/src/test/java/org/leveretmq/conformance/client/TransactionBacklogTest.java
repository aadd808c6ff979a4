package org.leveretmq.conformance.client;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;

import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** A transactional consumer without a prefetch, and a queue with more messages than the client library keeps for it. */
@ConformanceTest
class TransactionBacklogTest {
    private static final int MESSAGES = 5000;

    private final String queue = uniqueName("backlog");
    private final CountDownLatch committed = new CountDownLatch(MESSAGES);
    private Channel channel;
    private int received;

    @BeforeEach
    void fill(TestBroker broker) throws Exception {
        channel = broker.connect().createChannel();
        channel.queueDeclare(queue, false, true, false, null);
        channel.txSelect();
        for (int i = 0; i < MESSAGES; i++) {
            channel.basicPublish("", queue, null, new byte[1000]);
        }
        channel.txCommit();
    }

    private void consume(int batch) throws Exception {
        CancelCallback ignored = tag -> {};
        channel.basicConsume(queue, false, (tag, delivery) -> acknowledge(delivery, batch), ignored);
    }

    private void acknowledge(Delivery delivery, int batch) throws IOException {
        received++;
        if (received % batch == 0) {
            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), true);
            channel.txCommit();
            for (int i = 0; i < batch; i++) {
                committed.countDown();
            }
        }
    }

    @Test
    void commits_in_the_consumer_are_answered() throws Exception {
        consume(1);

        assertThat(committed.await(1, MINUTES)).isTrue();
    }

    @Test
    void a_client_that_wants_more_than_the_window_before_it_commits_gets_it() throws Exception {
        consume(2500);

        assertThat(committed.await(1, MINUTES)).isTrue();
    }

    @Test
    void a_client_that_acknowledges_nothing_gets_everything() throws Exception {
        Inbox inbox = Inbox.consumeWithAcks(channel, queue);

        assertThat(inbox.await(MESSAGES)).hasSize(MESSAGES);
    }
}
