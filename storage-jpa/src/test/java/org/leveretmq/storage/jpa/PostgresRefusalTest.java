package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import javax.sql.ConnectionPoolDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.leveretmq.Broker;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.store.MessageStore;
import org.leveretmq.types.FieldTable;

@ExtendWith(NeedsPostgres.class)
class PostgresRefusalTest extends RefusalContract {
    private final PostgresServer server;

    PostgresRefusalTest(PostgresServer server) {
        this.server = server;
    }

    @Override
    ConnectionPoolDataSource newDatabase() throws Exception {
        return server.newDatabase();
    }

    @Test
    void message_whose_dead_letter_the_database_does_not_take_is_there_after_a_restart() throws Exception {
        MessageStore store = new JpaMessageStore(new TestDatabase("test", new FaultyDriver(newDatabase())));
        try (Broker broker =
                Broker.builder().port(0).bindAddress("127.0.0.1").store(store).build()) {
            broker.start();
            try (LocalSession session = broker.openSession("/")) {
                // PostgreSQL has no place for this character in a text.
                FieldTable arguments = FieldTable.of(Map.of(
                        "x-dead-letter-exchange", "amq.fanout",
                        "x-dead-letter-routing-key", "\0",
                        "x-max-length", 0L));
                session.declareQueue("dead", new QueueOptions(true, false, false, FieldTable.EMPTY));
                session.bindQueue("dead", "amq.fanout", "", Map.of());
                session.declareQueue("q", new QueueOptions(true, false, false, arguments));
                MessageProperties persistent =
                        MessageProperties.builder().deliveryMode(2).build();
                session.publish("", "q", persistent, new byte[1]);
                await().until(() -> session.inspectQueue("dead").orElseThrow().ready() == 1);
            }
            broker.close();
            broker.start();

            assertThat(broker.recovery().entries()).isEqualTo(1);
        }
    }
}
