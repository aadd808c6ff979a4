package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;
import org.leveretmq.api.management.PolicyInfo;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.store.StoredVirtualHost;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.ExchangeOptions;

/** Delays, times to live and what administrators have defined go on after a restart on Derby. */
class DurableDelayTest {
    private static final QueueOptions DURABLE = new QueueOptions(true, false, false, FieldTable.EMPTY);

    @TempDir
    Path directory;

    private Broker broker() {
        return Broker.builder()
                .port(0)
                .bindAddress("127.0.0.1")
                .store(new JpaMessageStore(new EmbeddedDerby(directory.resolve("store"))))
                .build();
    }

    private static MessageProperties persistent(Map<String, Object> headers) {
        return MessageProperties.builder()
                .deliveryMode(2)
                .headers(FieldTable.of(headers))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void delayed_messages_come_after_a_restart_when_their_time_has_come() {
        try (Broker broker = broker()) {
            broker.start();
            try (LocalSession session = broker.openSession("/")) {
                FieldTable arguments = FieldTable.of(Map.of("x-delayed-type", "direct"));
                session.declareExchange(
                        "later", "x-delayed-message", new ExchangeOptions(true, false, false, arguments));
                session.declareQueue("q", DURABLE);
                session.bindQueue("q", "later", "k", Map.of());
                session.publish("later", "k", persistent(Map.of("x-delay", 3_000_000_000L)), bytes("in a month"));
                session.publish("later", "k", persistent(Map.of("x-delay", 1500)), bytes("second"));
                session.publish("later", "k", persistent(Map.of("x-delay", 1000)), bytes("first"));
            }
            broker.close();

            broker.start();

            try (LocalSession session = broker.openSession("/")) {
                assertThat(next(session)).isEqualTo("first");
                assertThat(next(session)).isEqualTo("second");
                assertThat(session.inspectQueue("q").orElseThrow().ready()).isZero();
            }
        }
    }

    private static String next(LocalSession session) {
        LocalMessage message =
                await().until(() -> session.get("q"), got -> got.isPresent()).orElseThrow();
        message.acknowledge();
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    @Test
    void a_time_to_live_is_not_renewed_by_a_restart() throws Exception {
        MessageProperties halfAnHour = MessageProperties.builder()
                .deliveryMode(2)
                .expiration("1800000")
                .build();
        long anHourAgo = System.currentTimeMillis() - 3_600_000;
        try (MessageStore store = new JpaMessageStore(new EmbeddedDerby(directory.resolve("store")))) {
            store.open();
            store.commit(List.of(
                    new StoreOperation.PutVirtualHost(StoredVirtualHost.named("/")),
                    new StoreOperation.PutQueue(new StoredQueue(1, "/", "q", false, FieldTable.EMPTY)),
                    insert(1, halfAnHour, anHourAgo),
                    insert(2, halfAnHour, System.currentTimeMillis())));
        }
        try (Broker broker = broker()) {
            broker.start();

            try (LocalSession session = broker.openSession("/")) {
                await().until(() -> session.inspectQueue("q").orElseThrow().ready() == 1);
            }
        }
    }

    private static StoreOperation insert(long id, MessageProperties properties, long arrivedAtMillis) {
        Message message = new Message("", "q", properties, bytes("x"));
        return new StoreOperation.InsertMessage(id, message, arrivedAtMillis, List.of(new EntryKey(1, id)));
    }

    @Test
    void users_virtual_hosts_and_policies_are_kept() {
        try (Broker broker = broker()) {
            broker.start();
            broker.management().userAdministration().putUser("anna", "secret", Set.of("monitoring"));
            broker.management().virtualHostAdministration().putVirtualHost("v", "text", Set.of());
            PolicyInfo policy = new PolicyInfo("v", "p", "^q", "queues", 1, Map.of("max-length", 5));
            broker.management().virtualHostAdministration().putPolicy(policy, true);
            broker.close();

            broker.start();

            assertThat(broker.management().userAdministration().users())
                    .extracting(user -> user.name())
                    .containsExactly("anna", "guest");
            assertThat(broker.management().virtualHostAdministration().policies(true))
                    .containsExactly(policy);
        }
    }
}
