package org.leveretmq.conformance.client;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** Clients that send many transactions of the same size, as many clients as processors, and then something else. */
@ConformanceTest
class EqualTransactionsTest {
    private static final int CLIENTS = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int TRANSACTIONS = 200;
    private static final int MESSAGES = 5;

    /** What a client does behind its equal transactions. */
    private interface Ending {
        void run(Channel channel, String queue) throws IOException;
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    /** So that they are busy at the same time. */
    private final CountDownLatch begin = new CountDownLatch(CLIENTS);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private void endWith(TestBroker broker, Ending ending) throws Exception {
        List<Future<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Channel channel = broker.connect().createChannel();
            Callable<Void> client = () -> {
                runClient(channel, ending);
                return null;
            };
            clients.add(threads.submit(client));
        }
        for (Future<Void> client : clients) {
            client.get(1, MINUTES);
        }
    }

    private void runClient(Channel channel, Ending ending) throws Exception {
        String queue = uniqueName("equal");
        channel.queueDeclare(queue, false, true, false, null);
        channel.txSelect();
        begin.countDown();
        assertThat(begin.await(1, MINUTES)).isTrue();
        for (int i = 0; i < TRANSACTIONS; i++) {
            for (int k = 0; k < MESSAGES; k++) {
                channel.basicPublish("", queue, null, new byte[1000]);
            }
            channel.txCommit();
        }
        ending.run(channel, queue);
    }

    @Test
    void smaller_transaction_is_committed(TestBroker broker) throws Exception {
        endWith(broker, (channel, queue) -> {
            channel.basicPublish("", queue, null, new byte[1]);
            channel.txCommit();

            assertThat(channel.messageCount(queue)).isEqualTo(TRANSACTIONS * MESSAGES + 1);
        });
    }

    @Test
    void something_else_is_answered(TestBroker broker) throws Exception {
        endWith(broker, (channel, queue) -> assertThat(channel.messageCount(queue))
                .isEqualTo(TRANSACTIONS * MESSAGES));
    }
}
