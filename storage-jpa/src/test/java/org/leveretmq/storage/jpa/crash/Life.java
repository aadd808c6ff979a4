package org.leveretmq.storage.jpa.crash;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The time of one broker process from when it listens until it ends: the connections to it, and the workers that load it. What fails after the end
 * was announced is nobody's fault.
 */
final class Life implements AutoCloseable {
    /** Nothing takes so long unless the broker has forgotten to answer. */
    static final int PATIENCE_MILLIS = 60_000;

    private final Ledger ledger;
    private final Connection publishing;
    private final Connection consuming;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    /** Something that uses a channel of its own until the life ends. */
    interface Worker {
        void work(Channel channel, Life life) throws IOException, InterruptedException, TimeoutException;
    }

    /** Connects to the broker at this port. */
    Life(Ledger ledger, int port) throws IOException, TimeoutException {
        this.ledger = ledger;
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setChannelRpcTimeout(PATIENCE_MILLIS);
        factory.setWorkPoolTimeout(PATIENCE_MILLIS);
        publishing = factory.newConnection("publishing");
        consuming = factory.newConnection("consuming");
    }

    /** A channel for one who publishes, or prepares. */
    Channel openChannel() throws IOException {
        return publishing.createChannel();
    }

    /** Begins to work; connections of publishers may be made to wait, so those who consume have one of their own. */
    void begin(String name, boolean consumes, Worker worker) {
        Thread thread = new Thread(() -> run(name, consumes ? consuming : publishing, worker), name);
        threads.add(thread);
        thread.start();
    }

    private void run(String name, Connection connection, Worker worker) {
        try {
            worker.work(connection.createChannel(), this);
        } catch (ShutdownSignalException | IOException | TimeoutException e) {
            if (!ended()) {
                ledger.failed(name + ": " + e);
            }
        } catch (RuntimeException | InterruptedException e) {
            ledger.failed(name + ": " + e);
        }
    }

    /** Announces the end. */
    void announceEnd() {
        end.countDown();
    }

    boolean ended() {
        return end.getCount() == 0;
    }

    /** Waits so long, or until the end is announced. Returns whether it was. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return end.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits for the workers, after the end was announced. */
    @Override
    public void close() {
        announceEnd();
        publishing.abort(1000);
        consuming.abort(1000);
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive()) {
                ledger.failed(thread.getName() + " does not end");
            }
        }
    }
}
