package org.leveretmq.durability;

import static com.rabbitmq.client.MessageProperties.PERSISTENT_BASIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Command;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.Broker;
import org.leveretmq.api.management.Monitoring;
import org.leveretmq.api.management.UserAdministration;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.store.HeldStore;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.types.FieldTable;

/** A store that works but refuses something for what it is: that is given up and undone, its client is told, and nobody else notices. */
@Timeout(60)
class RefusalTest {
    private final HeldStore store = new HeldStore();
    private final Map<Long, Boolean> confirms = new ConcurrentSkipListMap<>();
    private Broker broker;
    private Connection connection;
    private Channel publisher;

    @BeforeEach
    void start() throws Exception {
        store.refuse(RefusalTest::unacceptable);
        broker = Broker.builder()
                .name("refusal-test")
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
        publisher = connection.createChannel();
        publisher.queueDeclare("jobs", true, false, false, null);
        publisher.confirmSelect();
        publisher.addConfirmListener(
                (tag, multiple) -> confirmed(tag, multiple, true), (tag, multiple) -> confirmed(tag, multiple, false));
    }

    private static boolean unacceptable(StoreOperation operation) {
        if (operation instanceof StoreOperation.PutQueue put) {
            return put.queue().name().startsWith("bad");
        }
        if (operation instanceof StoreOperation.PutExchange put) {
            return put.exchange().name().startsWith("bad");
        }
        if (operation instanceof StoreOperation.PutBinding put) {
            return put.binding().routingKey().startsWith("bad");
        }
        if (operation instanceof StoreOperation.PutDefinition put) {
            return put.definition().key().names().contains("bad");
        }
        return operation instanceof StoreOperation.InsertMessage insert
                && (new String(insert.message().body(), UTF_8).startsWith("bad")
                        || insert.message().routingKey().startsWith("bad"));
    }

    /** A nack goes out at once, before the ack of those in front of it: what has its answer keeps it. */
    private void confirmed(long tag, boolean multiple, boolean stored) {
        long first = multiple ? 1 : tag;
        for (long each = first; each <= tag; each++) {
            confirms.putIfAbsent(each, stored);
        }
    }

    @AfterEach
    void stop() {
        store.work();
        store.release();
        connection.abort(1_000);
        broker.close();
    }

    private Monitoring monitoring() {
        return broker.management().monitoring();
    }

    private void publish(String body) throws Exception {
        publisher.basicPublish("", "jobs", PERSISTENT_BASIC, body.getBytes(UTF_8));
    }

    /** From now on everything waits for the commit of a message, and goes into one group then. */
    private void occupyStore() throws Exception {
        store.hold();
        publish("first");
        await().until(() -> store.waiting() == 1);
    }

    private CompletableFuture<AMQP.Queue.DeclareOk> declare(String queue) throws Exception {
        Channel channel = connection.createChannel();
        CompletableFuture<AMQP.Queue.DeclareOk> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return channel.queueDeclare(queue, true, false, false, null);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> monitoring().queue("/", queue).isPresent());
        return answer;
    }

    private List<String> queuesInStore() {
        return store.commits().stream()
                .flatMap(List::stream)
                .filter(StoreOperation.PutQueue.class::isInstance)
                .map(put -> ((StoreOperation.PutQueue) put).queue().name())
                .toList();
    }

    /** What dies in the queue goes to its own dead letter queue with this routing key. */
    private void declareWithDeadLetters(String queue, String routingKey) throws Exception {
        String deadLetterExchange = queue + ".dead";
        publisher.exchangeDeclare(deadLetterExchange, "fanout", true);
        publisher.queueDeclare(deadLetterExchange, true, false, false, deadLettersOf(deadLetterExchange));
        publisher.queueBind(deadLetterExchange, deadLetterExchange, "");
        Map<String, Object> arguments =
                Map.of("x-dead-letter-exchange", deadLetterExchange, "x-dead-letter-routing-key", routingKey);
        publisher.queueDeclare(queue, true, false, false, arguments);
    }

    private static Map<String, Object> deadLettersOf(String queue) {
        return Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", queue + ".dead");
    }

    private void rejectFrom(String queue) throws Exception {
        GetResponse taken = await().until(() -> publisher.basicGet(queue, false), Objects::nonNull);
        publisher.basicReject(taken.getEnvelope().getDeliveryTag(), false);
    }

    private static void assertRefused(CompletableFuture<?> answer) {
        await().until(answer::isDone);
        assertThatThrownBy(answer::join)
                .rootCause()
                .isInstanceOf(ShutdownSignalException.class)
                .hasMessageContaining("reply-code=406")
                .hasMessageContaining("does not fit");
    }

    @Test
    void queue_that_is_refused_is_not_there_and_the_store_counts_as_working() throws Exception {
        Channel channel = connection.createChannel();

        assertThatThrownBy(() -> channel.queueDeclare("bad", true, false, false, null))
                .rootCause()
                .hasMessageContaining("does not fit");

        assertThat(monitoring().queue("/", "bad")).isEmpty();
        assertThat(broker.alarms()).isEmpty();
        assertThat(monitoring().store().failing()).isFalse();
    }

    @Test
    void exchange_that_is_refused_is_not_there() throws Exception {
        Channel channel = connection.createChannel();

        assertThatThrownBy(() -> channel.exchangeDeclare("bad", "fanout", true))
                .rootCause()
                .hasMessageContaining("does not fit");

        assertThat(broker.management().exchanges())
                .noneMatch(exchange -> exchange.name().equals("bad"));
    }

    @Test
    void binding_that_is_refused_does_not_route() throws Exception {
        Channel channel = connection.createChannel();

        assertThatThrownBy(() -> channel.queueBind("jobs", "amq.direct", "bad"))
                .rootCause()
                .hasMessageContaining("does not fit");

        publisher.basicPublish("amq.direct", "bad", PERSISTENT_BASIC, new byte[1]);
        publisher.waitForConfirmsOrDie(5_000);
        assertThat(publisher.messageCount("jobs")).isZero();
    }

    @Test
    void the_others_of_the_group_are_stored_and_only_the_one_to_blame_is_told() throws Exception {
        occupyStore();
        CompletableFuture<?> before = declare("before");
        CompletableFuture<?> bad = declare("bad");
        CompletableFuture<?> after = declare("after");
        publish("second");
        await().until(() -> publisher.messageCount("jobs") == 2);

        store.release();

        assertRefused(bad);
        before.join();
        after.join();
        publisher.waitForConfirmsOrDie(5_000);
        assertThat(queuesInStore()).containsExactly("jobs", "before", "after");
    }

    @Test
    void message_that_is_refused_is_nacked_and_those_around_it_are_confirmed() throws Exception {
        occupyStore();
        for (int i = 0; i < 5; i++) {
            publish("good");
        }
        publish("bad");
        for (int i = 0; i < 5; i++) {
            publish("good");
        }
        await().until(() -> publisher.messageCount("jobs") == 12);

        store.release();

        await().until(() -> confirms.size() == 12);
        assertThat(confirms).containsEntry(7L, false);
        confirms.remove(7L);
        assertThat(confirms).doesNotContainValue(false);
        assertThat(broker.alarms()).isEmpty();
    }

    @Test
    void transaction_with_a_message_that_is_refused_is_undone_alone() throws Exception {
        Channel transaction = connection.createChannel();
        transaction.txSelect();
        transaction.basicPublish("", "jobs", PERSISTENT_BASIC, "good".getBytes(UTF_8));
        transaction.basicPublish("", "jobs", PERSISTENT_BASIC, "bad".getBytes(UTF_8));

        assertThatThrownBy(transaction::txCommit).rootCause().hasMessageContaining("nothing of it has happened");

        publish("other");
        publisher.waitForConfirmsOrDie(5_000);
        assertThat(publisher.messageCount("jobs")).isEqualTo(1);
    }

    private List<StoreOperation> operations() {
        return store.commits().stream().flatMap(List::stream).toList();
    }

    /** Of messages in queues, those that a crash would not lose now. */
    private List<String> bodiesInStore() {
        Map<Long, String> bodies = new TreeMap<>();
        for (StoreOperation operation : operations()) {
            if (operation instanceof StoreOperation.InsertMessage insert) {
                bodies.put(insert.messageId(), new String(insert.message().body(), UTF_8));
            } else if (operation instanceof StoreOperation.RemoveEntry remove && remove.last()) {
                bodies.remove(remove.messageId());
            }
        }
        return List.copyOf(bodies.values());
    }

    /** What comes on the same connection afterwards comes after the commit. */
    private CompletableFuture<Command> takeSecondAndPublishBad() throws Exception {
        Channel transaction = connection.createChannel();
        transaction.txSelect();
        assertThat(transaction.basicGet("jobs", false)).isNotNull();
        GetResponse second = transaction.basicGet("jobs", false);
        transaction.basicAck(second.getEnvelope().getDeliveryTag(), false);
        transaction.basicPublish("", "jobs", PERSISTENT_BASIC, "bad".getBytes(UTF_8));
        return transaction.asyncCompletableRpc(new AMQP.Tx.Commit.Builder().build());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void message_that_a_refused_transaction_was_to_take_is_confirmed_when_it_is_stored(int others) throws Exception {
        occupyStore();
        publish("taken");
        await().until(() -> publisher.messageCount("jobs") == 2);
        CompletableFuture<Command> commit = takeSecondAndPublishBad();
        for (int i = 0; i < others; i++) {
            publish("other");
        }
        await().until(() -> publisher.messageCount("jobs") == others);

        store.release();

        assertThatThrownBy(commit::join).hasMessageContaining("nothing of it has happened");
        publisher.waitForConfirmsOrDie(5_000);
        assertThat(confirms).hasSize(2 + others).doesNotContainValue(false);
        assertThat(bodiesInStore()).hasSize(2 + others).contains("taken").doesNotContain("bad");
        await().until(() -> publisher.messageCount("jobs") == 2 + others);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void message_whose_dead_letter_is_refused_stays_in_the_store_until_the_letter_is_acknowledged(boolean stored)
            throws Exception {
        declareWithDeadLetters("orders", "bad");
        if (!stored) {
            occupyStore();
        }
        publisher.basicPublish("", "orders", PERSISTENT_BASIC, "order".getBytes(UTF_8));
        if (stored) {
            publisher.waitForConfirmsOrDie(5_000);
        }
        rejectFrom("orders");
        await().until(() -> publisher.messageCount("orders.dead") == 1);

        store.release();

        await().until(() -> monitoring().store().failedCommits() > 0);
        publisher.waitForConfirmsOrDie(5_000);
        assertThat(confirms).doesNotContainValue(false);
        assertThat(bodiesInStore()).contains("order");
        GetResponse letter = publisher.basicGet("orders.dead", false);
        publisher.basicAck(letter.getEnvelope().getDeliveryTag(), false);
        await().untilAsserted(() -> assertThat(bodiesInStore()).doesNotContain("order"));
    }

    @Test
    void message_whose_dead_letter_is_refused_leaves_the_store_with_what_that_becomes() throws Exception {
        declareWithDeadLetters("orders", "bad");
        publisher.queueDeclare("orders.dead.dead", true, false, false, null);
        publisher.basicPublish("", "orders", PERSISTENT_BASIC, "order".getBytes(UTF_8));
        publisher.waitForConfirmsOrDie(5_000);
        rejectFrom("orders");
        await().until(() -> monitoring().store().failedCommits() > 0);

        rejectFrom("orders.dead");

        await().untilAsserted(() -> assertThat(operations())
                .last()
                .isInstanceOfSatisfying(StoreOperation.RemoveEntry.class, removal -> assertThat(removal.messageId())
                        .isEqualTo(1)));
        assertThat(bodiesInStore()).containsExactly("order");
    }

    @Test
    void message_whose_dead_letter_is_refused_is_there_after_a_restart() throws Exception {
        declareWithDeadLetters("orders", "bad");
        publisher.basicPublish("", "orders", PERSISTENT_BASIC, "order".getBytes(UTF_8));
        publisher.waitForConfirmsOrDie(5_000);
        rejectFrom("orders");
        await().until(() -> monitoring().store().failedCommits() > 0);
        connection.abort(1_000);
        broker.close();

        start();

        await().until(() -> publisher.messageCount("orders") + publisher.messageCount("orders.dead") == 1);
    }

    @Test
    void what_one_virtual_host_is_refused_does_not_fail_another_one() throws Exception {
        broker.management().virtualHostAdministration().putVirtualHost("other", "", Set.of());
        LocalSession other = broker.openSession("other");
        store.hold();
        CompletableFuture<?> first = CompletableFuture.runAsync(
                () -> broker.management().userAdministration().putUser("first", "secret", Set.of()));
        await().until(() -> store.waiting() == 1);
        publish("good");
        CompletableFuture<?> bad = CompletableFuture.runAsync(
                () -> other.declareQueue("bad", new QueueOptions(true, false, false, FieldTable.EMPTY)));
        await().until(() -> monitoring().store().pendingGroups() == 3);

        store.release();

        first.join();
        await().until(bad::isDone);
        assertThatThrownBy(bad::join).hasMessageContaining("does not fit");
        publisher.waitForConfirmsOrDie(5_000);
    }

    @Test
    void what_an_administrator_defines_is_refused_without_an_alarm() {
        UserAdministration users = broker.management().userAdministration();

        assertThatThrownBy(() -> users.putUser("bad", "secret", Set.of())).hasMessageContaining("does not fit");

        users.putUser("good", "secret", Set.of());
        assertThat(broker.alarms()).isEmpty();
    }

    @Test
    void definitions_are_tried_again_when_the_store_fails_while_it_is_found_out_which_one_is_to_blame()
            throws Exception {
        occupyStore();
        for (String queue : List.of("bad", "good", "better")) {
            declare(queue);
        }
        store.releaseOne();
        await().until(() -> confirms.size() == 1 && store.waiting() == 1);
        store.releaseOne();
        await().until(() -> monitoring().store().failedCommits() == 1 && store.waiting() == 1);
        store.fail("disk full");
        store.releaseOne();
        await().until(() -> !broker.alarms().isEmpty());

        store.work();
        store.release();

        await().untilAsserted(() -> assertThat(queuesInStore()).containsExactly("jobs", "good", "better"));
        await().until(() -> broker.alarms().isEmpty());
        await().until(() -> monitoring().queue("/", "bad").isEmpty());
    }
}
