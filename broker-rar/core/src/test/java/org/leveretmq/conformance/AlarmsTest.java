package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.MessageProperties;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;
import org.leveretmq.api.management.AlarmInfo;
import org.leveretmq.api.management.AlarmListener;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.Monitoring;
import org.leveretmq.durability.InMemoryStore;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;

/** Publishers wait while the disk or the memory is nearly full; consumers go on; everything goes on when there is room again. */
@Timeout(60)
class AlarmsTest {
    /** A store with a directory, whose disk is what the broker watches. */
    private record StoreOnDisk(InMemoryStore store, Path directory) implements MessageStore {
        @Override
        public String description() {
            return "in memory, and " + directory;
        }

        @Override
        public void open() throws StoreException {
            store.open();
        }

        @Override
        public RecoveryReport recover(RecoveryVisitor visitor) throws StoreException {
            return store.recover(visitor);
        }

        @Override
        public void commit(List<StoreOperation> operations) throws StoreException {
            store.commit(operations);
        }

        @Override
        public Map<EntryKey, Message> read(Collection<EntryKey> homes) throws StoreException {
            return store.read(homes);
        }

        @Override
        public boolean takesHeap() {
            return true;
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @TempDir
    Path directory;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> blocked = new ConcurrentLinkedQueue<>();
    private Broker broker;
    private Connection publishing;
    private Connection consuming;
    private Channel publisher;

    @BeforeEach
    void start() throws Exception {
        broker = Broker.builder()
                .port(0)
                .store(new StoreOnDisk(new InMemoryStore(), directory))
                .build();
        broker.start();
        monitoring().addAlarmListener(new AlarmListener() {
            @Override
            public void alarmRaised(AlarmInfo alarm) {
                told.add("raised " + alarm.kind());
            }

            @Override
            public void alarmCleared(AlarmInfo alarm) {
                told.add("cleared " + alarm.kind());
            }
        });
        publishing = connect();
        consuming = connect();
        publishing.addBlockedListener(new BlockedListener() {
            @Override
            public void handleBlocked(String reason) {
                blocked.add(reason);
            }

            @Override
            public void handleUnblocked() {
                blocked.add("unblocked");
            }
        });
        publisher = publishing.createChannel();
        publisher.queueDeclare("jobs", true, false, false, null);
        publish();
    }

    @AfterEach
    void stop() {
        publishing.abort();
        consuming.abort();
        broker.close();
    }

    private Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setPort(broker.port());
        return factory.newConnection();
    }

    private Monitoring monitoring() {
        return broker.management().monitoring();
    }

    private void publish() throws Exception {
        publisher.basicPublish("", "jobs", MessageProperties.PERSISTENT_BASIC, new byte[2 << 20]);
    }

    private long ready() throws Exception {
        return monitoring().queue("/", "jobs").orElseThrow().messages().ready();
    }

    @Test
    void aFullDiskBlocksPublishersUntilThereIsRoom() throws Exception {
        await().until(() -> ready() == 1);
        Instant before = Instant.now();

        broker.diskFreeLimit(Long.MAX_VALUE / 2, 0);

        await().until(() -> blocked.contains("low on disk"));
        await().until(() -> told.contains("raised disk"));
        assertThat(monitoring().alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo("disk");
            assertThat(alarm.text()).isEqualTo("low on disk");
            assertThat(alarm.detail()).contains("are free, the limit is");
            assertThat(alarm.since()).isAfterOrEqualTo(before.minusMillis(1));
        });
        assertThat(broker.alarms()).containsExactly("low on disk");
        assertThat(broker.management().connections())
                .extracting(ConnectionInfo::state)
                .contains("blocked", "running");
        publish();
        assertThat(consuming.createChannel().basicGet("jobs", true)).isNotNull();

        broker.diskFreeLimit(1, 0);

        await().until(() -> blocked.contains("unblocked"));
        await().until(() -> told.contains("cleared disk"));
        await().until(() -> ready() == 1);
        assertThat(monitoring().alarms()).isEmpty();
    }

    @Test
    void aPublisherThatComesDuringTheAlarmWaits() throws Exception {
        broker.diskFreeLimit(Long.MAX_VALUE / 2, 0);

        try (Connection late = connect()) {
            Queue<String> lateBlocked = new ConcurrentLinkedQueue<>();
            late.addBlockedListener(lateBlocked::add, () -> lateBlocked.add("unblocked"));
            Channel channel = late.createChannel();
            channel.basicPublish("", "jobs", null, new byte[1]);

            await().until(() -> lateBlocked.contains("low on disk"));
            broker.diskFreeLimit(0, 0);
            await().until(() -> ready() == 2);
        }
    }

    @Test
    void tooManyMessagesInMemoryBlockPublishersUntilTheyAreConsumed() throws Exception {
        await().until(() -> ready() == 1);

        broker.maxHeldBytes(1 << 20);

        await().until(() -> told.contains("raised memory"));
        assertThat(monitoring().alarms()).extracting(AlarmInfo::text).containsExactly("low on memory");
        await().until(() -> blocked.contains("low on memory"));
        Channel consumer = consuming.createChannel();
        consumer.basicConsume("jobs", true, new DefaultConsumer(consumer));

        await().until(() -> blocked.contains("unblocked"));
        await().until(() -> told.contains("cleared memory"));
        assertThat(monitoring().alarms()).isEmpty();
    }

    @Test
    void tellsHowMuchOfTheDiskIsFree() {
        await().until(() -> monitoring().node().diskFreeBytes() > 0);
        assertThat(monitoring().node().diskLimitBytes()).isEqualTo(50 << 20);
        assertThat(monitoring().store().directory()).isEqualTo(directory.toString());
        assertThat(monitoring().store().sizeBytes()).isZero();
    }
}
