package org.leveretmq.durability;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.Broker;
import org.leveretmq.api.management.Monitoring;
import org.leveretmq.store.HeldStore;

/** Memory becomes full while the store does not have the last messages of the queues yet: they leave memory when it has them. */
class LateCommitTest {
    private static final int HELD_BYTES = 1 << 20;
    private static final int QUEUES = 8;
    /** In each queue; both together are fewer than stay in memory as long as it is scarce only. */
    private static final int ENOUGH_TO_BE_SCARCE = 60;

    private static final int ENOUGH_TO_BE_FULL = 50;

    private static final AMQP.BasicProperties PERSISTENT =
            new AMQP.BasicProperties.Builder().deliveryMode(2).build();

    private final HeldStore store = new HeldStore();
    private Broker broker;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.builder()
                .port(0)
                .bindAddress("127.0.0.1")
                .maxHeldBytes(HELD_BYTES)
                .store(store)
                .build();
        broker.start();
    }

    /** Ends the connections, too, which would not close themselves while publishers have to wait. */
    @AfterEach
    void stop() {
        store.release();
        broker.close();
    }

    private Channel connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection().createChannel();
    }

    @Test
    void publishers_go_on_though_more_had_come_while_the_messages_were_stored() throws Exception {
        Channel channel = connect();
        for (int i = 0; i < QUEUES; i++) {
            channel.queueDeclare("q" + i, true, false, false, null);
        }
        int before = store.commits().size();
        store.hold();
        publish(channel, 1);
        await().until(() -> store.waiting() == 1);
        publish(channel, ENOUGH_TO_BE_SCARCE);
        await().until(() -> messageBytes() > HELD_BYTES / 2);
        store.releaseOne();
        await().until(() -> store.commits().size() == before + 1 && store.waiting() == 1);
        publish(channel, ENOUGH_TO_BE_FULL);
        await().until(() -> messageBytes() > HELD_BYTES);

        store.releaseOne();
        await().until(() -> store.commits().size() == before + 2);
        store.release();

        await().until(() -> monitoring().alarms().isEmpty());
    }

    /** So many to each queue. */
    private static void publish(Channel channel, int messages) throws IOException {
        for (int i = 0; i < messages * QUEUES; i++) {
            channel.basicPublish("", "q" + i % QUEUES, PERSISTENT, new byte[1000]);
        }
    }

    private Monitoring monitoring() {
        return broker.management().monitoring();
    }

    private long messageBytes() {
        return monitoring().node().messageBytes();
    }
}
