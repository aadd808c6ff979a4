package org.leveretmq.durability;

import static com.rabbitmq.client.MessageProperties.PERSISTENT_BASIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leveretmq.Broker;
import org.leveretmq.store.HeldStore;

/** A connection that has its event loop for itself and waits for nothing but a commit does it on its own thread, and nobody suffers from that. */
@Timeout(60)
class CommitOnEventLoopTest {
    private static final String EVENT_LOOP = "-io-";
    private static final String WRITER = "-store-";

    private final HeldStore store = new HeldStore();
    private final List<Connection> connections = new ArrayList<>();
    private Broker broker;

    private Channel start(int eventLoops) throws Exception {
        broker = Broker.builder()
                .name("own-thread-test")
                .bindAddress("127.0.0.1")
                .port(0)
                .eventLoops(eventLoops)
                .store(store)
                .build();
        broker.start();
        Channel channel = connect().createChannel();
        channel.queueDeclare("jobs", true, false, false, null);
        channel.txSelect();
        return channel;
    }

    private Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        Connection connection = factory.newConnection();
        connections.add(connection);
        return connection;
    }

    @AfterEach
    void stop() {
        store.work();
        store.release();
        connections.forEach(connection -> connection.abort(1_000));
        broker.close();
    }

    private static void publish(Channel channel) throws Exception {
        channel.basicPublish("", "jobs", PERSISTENT_BASIC, new byte[10]);
    }

    /** Commits, and returns the thread that has done it. */
    private String committer(Channel channel) throws Exception {
        publish(channel);
        channel.txCommit();
        return store.lastCommitter();
    }

    /** Commits, and stays in that as long as the store is held. */
    private CompletableFuture<Void> commitHeld(Channel channel) throws Exception {
        publish(channel);
        store.hold();
        CompletableFuture<Void> committed = CompletableFuture.runAsync(() -> commit(channel));
        await().until(() -> store.waiting() == 1);
        return committed;
    }

    private static void commit(Channel channel) {
        try {
            channel.txCommit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void only_client_of_an_event_loop_has_its_commit_done_there() throws Exception {
        Channel channel = start(2);

        assertThat(committer(channel)).contains(EVENT_LOOP);
        assertThat(channel.messageCount("jobs")).isEqualTo(1);
    }

    @Test
    void others_come_and_are_served_while_such_a_commit_hangs() throws Exception {
        Channel channel = start(2);
        CompletableFuture<Void> committed = commitHeld(channel);
        assertThat(store.lastCommitter()).contains(EVENT_LOOP);

        for (int i = 0; i < 5; i++) {
            Channel other = connect().createChannel();
            String queue = other.queueDeclare().getQueue();
            other.basicPublish("", queue, null, new byte[10]);
            assertThat(other.basicGet(queue, true)).isNotNull();
        }
        assertThat(committed).isNotDone();

        store.release();
        committed.join();
        assertThat(channel.messageCount("jobs")).isEqualTo(1);
    }

    @Test
    void commits_of_others_wait_for_such_a_commit_and_follow() throws Exception {
        Channel channel = start(2);
        Channel other = connect().createChannel();
        other.confirmSelect();
        CompletableFuture<Void> committed = commitHeld(channel);
        publish(other);

        store.release();

        committed.join();
        other.waitForConfirmsOrDie(10_000);
        assertThat(channel.messageCount("jobs")).isEqualTo(2);
    }

    @Test
    void client_with_another_channel_has_its_commit_done_elsewhere() throws Exception {
        Channel channel = start(2);
        channel.getConnection().createChannel();

        assertThat(committer(channel)).contains(WRITER);
    }

    @Test
    void client_that_shares_its_event_loop_has_its_commit_done_elsewhere() throws Exception {
        Channel channel = start(2);
        connect();
        connect();

        assertThat(committer(channel)).contains(WRITER);
    }

    @Test
    void client_whose_neighbour_has_left_has_its_commit_done_on_its_event_loop_again() throws Exception {
        Channel channel = start(2);
        connect();
        connect().close();

        await().untilAsserted(() -> assertThat(committer(channel)).contains(EVENT_LOOP));
    }

    @Test
    void nothing_is_committed_on_the_only_event_loop() throws Exception {
        Channel channel = start(1);

        assertThat(committer(channel)).contains(WRITER);
    }

    @Test
    void confirms_are_not_waited_for_on_an_event_loop() throws Exception {
        start(2);
        Channel channel = connect().createChannel();
        channel.confirmSelect();
        publish(channel);

        channel.waitForConfirmsOrDie(10_000);

        assertThat(store.lastCommitter()).contains(WRITER);
    }

    @Test
    void commit_that_fails_there_closes_the_channel_and_the_store_is_tried_again() throws Exception {
        Channel channel = start(2);
        publish(channel);
        store.fail("the disk is full");

        assertThatThrownBy(channel::txCommit).isInstanceOf(IOException.class);
        assertThat(channel.getCloseReason().getReason().toString()).contains("506", "the disk is full");

        store.work();
        Channel next = channel.getConnection().createChannel();
        next.txSelect();
        await().until(() -> broker.management().monitoring().alarms().isEmpty());
        publish(next);
        next.txCommit();
        assertThat(next.messageCount("jobs")).isEqualTo(1);
    }

    @Test
    void client_that_leaves_during_such_a_commit_has_committed() throws Exception {
        Channel channel = start(2);
        CompletableFuture<Void> committed = commitHeld(channel);
        channel.getConnection().abort(1_000);
        assertThatThrownBy(committed::join).isInstanceOf(CompletionException.class);

        store.release();

        Channel other = connect().createChannel();
        await().untilAsserted(() -> assertThat(other.messageCount("jobs")).isEqualTo(1));
    }
}
