package org.leveretmq.conformance.client;

import static com.rabbitmq.client.MessageProperties.PERSISTENT_BASIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.Broker;
import org.leveretmq.api.management.TransactionTotals;
import org.leveretmq.store.HeldStore;
import org.leveretmq.store.StoreOperation;

/** AMQP 0-9-1 §1.9: what a transaction does is seen when the store has it and not before, and not at all if the store refuses it. */
class TransactionStoreTest {
    private final HeldStore store = new HeldStore();
    private Broker broker;
    private Connection connection;
    private Channel channel;
    private Channel other;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.builder()
                .name("transaction-store-test")
                .bindAddress("127.0.0.1")
                .port(0)
                .store(store)
                .build();
        broker.start();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection();
        channel = connection.createChannel();
        other = connection.createChannel();
        for (String queue : List.of("a", "b")) {
            channel.queueDeclare(queue, true, false, false, null);
        }
        channel.queueDeclare("fleeting", false, false, false, null);
        channel.txSelect();
    }

    @AfterEach
    void stop() {
        store.work();
        store.release();
        connection.abort(1_000);
        broker.close();
    }

    private static void publish(Channel by, String queue, String body) throws Exception {
        by.basicPublish("", queue, PERSISTENT_BASIC, body.getBytes(UTF_8));
    }

    private CompletableFuture<Void> commitInBackground(Channel of) {
        return CompletableFuture.runAsync(() -> {
            try {
                of.txCommit();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void awaitStoreAsked() {
        await().until(() -> store.waiting() > 0);
    }

    private TransactionTotals totals() {
        return broker.management().transactionAdministration().totals();
    }

    private List<StoreOperation.InsertMessage> inserts() {
        return store.commits().stream()
                .flatMap(List::stream)
                .filter(StoreOperation.InsertMessage.class::isInstance)
                .map(StoreOperation.InsertMessage.class::cast)
                .toList();
    }

    @Test
    void publishes_to_several_queues_are_seen_together_and_not_before_the_store_has_them() throws Exception {
        store.hold();
        publish(channel, "a", "1");
        publish(channel, "b", "2");
        channel.basicPublish("", "fleeting", null, "3".getBytes(UTF_8));
        CompletableFuture<Void> committed = commitInBackground(channel);
        awaitStoreAsked();

        assertThat(other.messageCount("a")).isZero();
        assertThat(other.messageCount("b")).isZero();
        assertThat(other.messageCount("fleeting")).as("in the same transaction").isZero();
        assertThat(committed).isNotDone();
        assertThat(totals().active()).isEqualTo(1);

        store.release();
        committed.join();
        assertThat(Inbox.drain(other, "a")).containsExactly("1");
        assertThat(Inbox.drain(other, "b")).containsExactly("2");
        assertThat(Inbox.drain(other, "fleeting")).containsExactly("3");
        assertThat(totals()).isEqualTo(new TransactionTotals(1, 0, 0, 0, 0, 0));
    }

    @Test
    void consumers_get_nothing_before_the_store_has_it() throws Exception {
        Inbox inbox = Inbox.consumeWithAcks(other, "a");
        store.hold();
        publish(channel, "a", "1");
        CompletableFuture<Void> committed = commitInBackground(channel);
        awaitStoreAsked();
        other.basicQos(0);
        assertThat(inbox.deliveries()).isEmpty();

        store.release();

        committed.join();
        assertThat(inbox.awaitBodies(1)).containsExactly("1");
    }

    @Test
    void acknowledged_message_is_still_the_clients_until_the_store_has_the_commit() throws Exception {
        publish(other, "a", "m");
        GetResponse got = await().until(() -> channel.basicGet("a", false), response -> response != null);
        store.hold();
        channel.basicAck(got.getEnvelope().getDeliveryTag(), false);
        CompletableFuture<Void> committed = commitInBackground(channel);
        awaitStoreAsked();
        assertThat(broker.management().queues().get(0).messages().unacknowledged())
                .isEqualTo(1);

        store.release();

        committed.join();
        assertThat(broker.management().queues().get(0).messages().unacknowledged())
                .isZero();
        assertThat(other.messageCount("a")).isZero();
    }

    @Test
    void commit_that_the_store_refuses_closes_the_channel_and_nothing_of_it_has_happened() throws Exception {
        publish(other, "a", "kept");
        other.exchangeDeclare("letters", "fanout", true);
        other.queueDeclare("dying", true, false, false, Map.of("x-dead-letter-exchange", "letters"));
        other.queueBind("b", "letters", "");
        publish(other, "dying", "rejected");
        long acked = await().until(() -> channel.basicGet("a", false), response -> response != null)
                .getEnvelope()
                .getDeliveryTag();
        long rejected = await().until(() -> channel.basicGet("dying", false), response -> response != null)
                .getEnvelope()
                .getDeliveryTag();
        channel.basicAck(acked, false);
        channel.basicReject(rejected, false);
        publish(channel, "a", "new");
        publish(channel, "fleeting", "new");
        store.fail("no space left");

        assertClosesChannelMentioning(
                channel,
                506,
                "RESOURCE_ERROR - the transaction was undone, nothing of it has happened: the store has failed: no space",
                channel::txCommit);

        store.work();
        assertThat(Inbox.drain(other, "a")).containsExactly("kept");
        assertThat(Inbox.drain(other, "dying")).containsExactly("rejected");
        assertThat(Inbox.drain(other, "b")).as("dead letters").isEmpty();
        assertThat(Inbox.drain(other, "fleeting")).isEmpty();
        assertThat(totals()).isEqualTo(new TransactionTotals(0, 0, 1, 0, 0, 0));
    }

    @Test
    void what_was_committed_is_there_after_a_restart_and_what_was_not_is_not() throws Exception {
        publish(other, "a", "taken");
        long tag = await().until(() -> channel.basicGet("a", false), response -> response != null)
                .getEnvelope()
                .getDeliveryTag();
        channel.basicAck(tag, false);
        publish(channel, "b", "1");
        channel.txCommit();
        publish(channel, "b", "2");
        channel.exchangeDeclarePassive("amq.direct");
        connection.abort(1_000);

        broker.close();
        broker.start();

        assertThat(broker.management().queues())
                .extracting(queue -> queue.name() + " " + queue.messages().ready())
                .containsExactly("a 0", "b 1");
    }

    @Test
    void rejected_message_and_its_dead_letter_are_written_in_one_commit() throws Exception {
        other.exchangeDeclare("letters", "fanout", true);
        other.queueDeclare("dying", true, false, false, Map.of("x-dead-letter-exchange", "letters"));
        other.queueBind("b", "letters", "");
        publish(other, "dying", "rejected");
        GetResponse got = await().until(() -> channel.basicGet("dying", false), response -> response != null);
        await().untilAsserted(() -> assertThat(inserts()).hasSize(1));
        store.commits().clear();

        channel.basicReject(got.getEnvelope().getDeliveryTag(), false);
        channel.txCommit();

        assertThat(store.commits()).hasSize(1);
        assertThat(store.commits().get(0))
                .hasSize(2)
                .hasAtLeastOneElementOfType(StoreOperation.InsertMessage.class)
                .hasAtLeastOneElementOfType(StoreOperation.RemoveEntry.class);
        GetResponse letter = other.basicGet("b", true);
        assertThat(letter.getBody()).asString(UTF_8).isEqualTo("rejected");
        assertThat(letter.getProps().getHeaders()).containsKey("x-death");
    }

    @Test
    void commits_of_ten_channels_share_the_stores_commits_and_stay_apart() throws Exception {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Channel one = connection.createChannel();
            one.txSelect();
            channels.add(one);
        }
        store.commits().clear();
        store.hold();
        publish(channel, "b", "first");
        CompletableFuture<Void> first = commitInBackground(channel);
        awaitStoreAsked();
        List<CompletableFuture<Void>> commits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (int m = 0; m < 10; m++) {
                publish(channels.get(i), "a", i + "." + m);
            }
            commits.add(commitInBackground(channels.get(i)));
        }
        await().until(() -> totals().active() == 11);
        for (Channel one : channels) {
            await().until(() -> broker.management().channels().stream()
                    .filter(info -> info.number() == one.getChannelNumber())
                    .allMatch(info -> info.uncommittedMessages() + info.uncommittedAcknowledgements() == 0));
        }

        store.release();

        first.join();
        commits.forEach(CompletableFuture::join);
        assertThat(store.commits())
                .as("commits of the store for eleven transactions")
                .hasSize(2);
        List<String> all = Inbox.drain(other, "a");
        assertThat(all).hasSize(100);
        for (int i = 0; i < 100; i += 10) {
            String transaction = all.get(i).substring(0, 1);
            for (int m = 0; m < 10; m++) {
                assertThat(all.get(i + m)).isEqualTo(transaction + "." + m);
            }
        }
        assertThat(totals().commits()).isEqualTo(11);
    }

    @Test
    void transaction_that_stores_nothing_does_not_wait_for_the_store() throws Exception {
        Channel persistent = connection.createChannel();
        persistent.txSelect();
        store.hold();
        publish(persistent, "a", "waits");
        CompletableFuture<Void> waiting = commitInBackground(persistent);
        awaitStoreAsked();

        publish(channel, "fleeting", "1");
        channel.basicPublish("", "b", null, "2".getBytes(UTF_8));
        channel.txCommit();

        assertThat(Inbox.drain(other, "fleeting")).containsExactly("1");
        assertThat(Inbox.drain(other, "b")).containsExactly("2");
        assertThat(waiting).isNotDone();
        store.release();
        waiting.join();
    }

    @Test
    void message_that_is_acknowledged_in_the_group_that_stores_it_is_written_and_removed_with_it() throws Exception {
        Channel publisher = connection.createChannel();
        publisher.confirmSelect();
        int commitsBefore = store.commits().size();
        store.hold();
        publish(other, "b", "keeps the store busy");
        awaitStoreAsked();
        publish(publisher, "a", "short-lived");
        GetResponse got = channel.basicGet("a", false);
        channel.basicAck(got.getEnvelope().getDeliveryTag(), false);
        CompletableFuture<Void> committed = commitInBackground(channel);
        await().until(() -> broker.management().channels().stream()
                .filter(info -> info.number() == channel.getChannelNumber())
                .allMatch(info -> info.uncommittedMessages() + info.uncommittedAcknowledgements() == 0));
        assertThat(committed).isNotDone();

        store.release();

        committed.join();
        publisher.waitForConfirmsOrDie(5_000);
        assertThat(store.commits()).hasSize(commitsBefore + 2);
        assertThat(store.commits().get(commitsBefore + 1))
                .hasExactlyElementsOfTypes(StoreOperation.InsertMessage.class, StoreOperation.RemoveEntry.class);
        assertThat(other.messageCount("a")).isZero();
    }

    @Test
    void commit_that_fails_after_its_channel_has_gone_gives_back_what_it_held() throws Exception {
        publish(other, "a", "m");
        GetResponse got = await().until(() -> channel.basicGet("a", false), response -> response != null);
        Connection survivor = connection;
        store.hold();
        channel.basicAck(got.getEnvelope().getDeliveryTag(), false);
        commitInBackground(channel);
        awaitStoreAsked();
        survivor.abort(1_000);
        await().until(() -> broker.management().connections().isEmpty());

        store.fail("no space left");
        store.release();

        await().until(() -> broker.management().queues().get(0).messages().ready() == 1);
    }

    @Test
    void rollbacks_are_counted() throws Exception {
        publish(channel, "a", "1");
        channel.txRollback();
        publish(channel, "a", "2");
        channel.close();

        assertThat(totals()).isEqualTo(new TransactionTotals(0, 2, 0, 0, 0, 0));
    }

    @Test
    void length_limit_counts_what_is_on_its_way() throws Exception {
        Map<String, Object> arguments = Map.of("x-max-length", 2, "x-overflow", "reject-publish");
        other.queueDeclare("short", true, false, false, arguments);
        for (int i = 0; i < 5; i++) {
            publish(channel, "short", "m" + i);
        }

        channel.txCommit();

        assertThat(Inbox.drain(other, "short")).containsExactly("m0", "m1");
    }

    @Test
    void mandatory_message_is_returned_before_the_commit_is_answered() throws Exception {
        List<String> returned = new CopyOnWriteArrayList<>();
        channel.addReturnListener(message -> returned.add(message.getRoutingKey()));
        channel.basicPublish("", "nobody", true, PERSISTENT_BASIC, new byte[1]);
        publish(channel, "a", "1");

        channel.txCommit();

        await().untilAsserted(() -> assertThat(returned).containsExactly("nobody"));
    }
}
