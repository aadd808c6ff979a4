package org.leveretmq.durability;

import static com.rabbitmq.client.MessageProperties.PERSISTENT_BASIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leveretmq.Broker;
import org.leveretmq.api.management.AlarmInfo;
import org.leveretmq.store.HeldStore;

/** A store that fails, or is behind: publishers are nacked and wait, consumers go on, an alarm is seen, and all goes on without a restart. */
@Timeout(60)
class StoreFailureTest {
    private static final String FAILED = "the store has failed";
    private static final String BEHIND = "the store is behind";

    private final HeldStore store = new HeldStore();
    private final Queue<String> blocked = new ConcurrentLinkedQueue<>();
    private final Queue<String> confirms = new ConcurrentLinkedQueue<>();
    private Broker broker;
    private Connection publishing;
    private Connection consuming;
    private Channel publisher;
    private Channel consumer;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.builder()
                .name("store-failure-test")
                .bindAddress("127.0.0.1")
                .port(0)
                .store(store)
                .build();
        broker.start();
        connect();
        publisher.queueDeclare("jobs", true, false, false, null);
    }

    private void connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        publishing = factory.newConnection();
        publishing.addBlockedListener(blocked::add, () -> blocked.add("unblocked"));
        consuming = factory.newConnection();
        publisher = publishing.createChannel();
        publisher.confirmSelect();
        publisher.addConfirmListener((tag, multiple) -> confirms.add("ack"), (tag, multiple) -> confirms.add("nack"));
        consumer = consuming.createChannel();
    }

    @AfterEach
    void stop() {
        store.work();
        store.release();
        publishing.abort(1_000);
        consuming.abort(1_000);
        broker.close();
    }

    private void publish(String body) throws Exception {
        publisher.basicPublish("", "jobs", PERSISTENT_BASIC, body.getBytes(UTF_8));
    }

    private void publishConfirmed(String body) throws Exception {
        publish(body);
        publisher.waitForConfirmsOrDie(10_000);
    }

    private String next() throws Exception {
        GetResponse response = consumer.basicGet("jobs", false);
        assertThat(response).isNotNull();
        consumer.basicAck(response.getEnvelope().getDeliveryTag(), false);
        return new String(response.getBody(), UTF_8);
    }

    private List<String> alarms() {
        return broker.management().monitoring().alarms().stream()
                .map(AlarmInfo::text)
                .toList();
    }

    @Test
    void publishers_are_nacked_and_blocked_and_an_alarm_is_seen_until_the_store_works_again() throws Exception {
        store.fail("disk full");
        publish("lost");

        await().until(() -> confirms.contains("nack"));
        await().until(() -> blocked.contains(FAILED));
        assertThat(alarms()).containsExactly(FAILED);
        assertThat(broker.management().monitoring().store().failing()).isTrue();
        publish("waits");

        store.work();

        await().until(() -> blocked.contains("unblocked"));
        await().until(() -> confirms.contains("ack"));
        assertThat(alarms()).isEmpty();
        assertThat(confirms).containsExactly("nack", "ack");
    }

    @Test
    void consumers_go_on_while_the_store_fails_and_what_they_have_acknowledged_does_not_come_back() throws Exception {
        for (String body : List.of("one", "two", "three")) {
            publishConfirmed(body);
        }
        store.fail("disk full");
        publish("lost");
        await().until(() -> !alarms().isEmpty());

        assertThat(List.of(next(), next())).containsExactly("one", "two");

        store.work();
        await().until(() -> alarms().isEmpty());
        assertThat(publisher.waitForConfirms()).as("nothing was nacked").isFalse();
        publishConfirmed("four");
        broker.close();
        broker.start();
        connect();
        assertThat(List.of(next(), next())).containsExactly("three", "four");
        assertThat(consumer.basicGet("jobs", false)).isNull();
    }

    @Test
    void publishers_wait_while_the_store_is_behind() throws Exception {
        store.hold();
        byte[] mebibyte = new byte[1 << 20];
        for (int i = 0; i < 70; i++) {
            publisher.basicPublish("", "jobs", PERSISTENT_BASIC, mebibyte);
            publishing.createChannel().close();
            if (i == 0) {
                await().until(() -> store.waiting() == 1);
            }
        }

        store.releaseOne();
        await().until(() -> blocked.contains(BEHIND));
        assertThat(alarms()).containsExactly(BEHIND);
        store.release();

        await().until(() -> blocked.contains("unblocked"));
        publisher.waitForConfirmsOrDie(10_000);
        assertThat(alarms()).isEmpty();
    }
}
