package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import javax.sql.ConnectionPoolDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.Broker;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.storage.jpa.FaultyDriver.Fault;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.store.StoredUser;
import org.leveretmq.types.FieldTable;

/** A database that takes no such value is told from one that has failed: it would be in vain to try the same again. */
abstract class RefusalContract {
    private static final String TOO_LONG = "x".repeat(300);
    private static final QueueOptions DURABLE = new QueueOptions(true, false, false, FieldTable.EMPTY);
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();

    private FaultyDriver driver;

    /** A new, empty database. */
    abstract ConnectionPoolDataSource newDatabase() throws Exception;

    @BeforeEach
    void prepare() throws Exception {
        driver = new FaultyDriver(newDatabase());
    }

    private MessageStore store() {
        return new JpaMessageStore(new TestDatabase("test", driver));
    }

    private static StoreOperation queue(String name) {
        return new StoreOperation.PutQueue(new StoredQueue(1, "/", name, false, FieldTable.EMPTY));
    }

    private static StoreOperation message(long position, String routingKey) {
        Message message = new Message("", routingKey, PERSISTENT, new byte[1]);
        return new StoreOperation.InsertMessage(position, message, 1, List.of(new EntryKey(1, position)));
    }

    private static StoreException failure(MessageStore store, StoreOperation... operations) {
        StoreException failure = catchThrowableOfType(StoreException.class, () -> store.commit(List.of(operations)));
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void values_that_do_not_fit_are_refused_and_the_store_takes_others() throws Exception {
        try (MessageStore store = store()) {
            store.open();
            StoreOperation user = new StoreOperation.PutDefinition(new StoredUser(TOO_LONG, "", Set.of(), null, null));

            assertThat(failure(store, queue(TOO_LONG)).refused()).isTrue();
            assertThat(failure(store, message(1, "q"), message(2, TOO_LONG)).refused())
                    .isTrue();
            assertThat(failure(store, user).refused()).isTrue();

            store.commit(List.of(queue("q"), message(1, "q")));
        }
    }

    @Test
    void place_that_is_taken_is_refused() throws Exception {
        try (MessageStore store = store()) {
            store.open();
            StoreOperation message = new StoreOperation.InsertMessage(
                    1,
                    new Message("", "q", PERSISTENT, new byte[1]),
                    1,
                    List.of(new EntryKey(1, 1), new EntryKey(2, 1)));
            store.commit(List.of(queue("q"), message));

            assertThat(failure(store, message).refused()).isTrue();
        }
    }

    @Test
    void failure_of_the_database_is_no_refusal() throws Exception {
        try (MessageStore store = store()) {
            store.open();
            driver.fail(Fault.STATEMENT);
            assertThat(failure(store, queue("q")).refused()).isFalse();
            driver.fail(Fault.GONE);
            assertThat(failure(store, queue("q")).refused()).isFalse();
            driver.fail(Fault.NONE);

            store.commit(List.of(queue("q")));
        }
    }

    @Test
    void a_broker_gives_up_what_is_refused_and_goes_on() {
        try (Broker broker =
                Broker.builder().port(0).bindAddress("127.0.0.1").store(store()).build()) {
            broker.start();
            try (LocalSession session = broker.openSession("/")) {
                assertThatThrownBy(() -> session.declareQueue(TOO_LONG, DURABLE))
                        .hasMessageContaining("has refused a commit");

                assertThat(session.inspectQueue(TOO_LONG)).isEmpty();
                session.declareQueue("q", DURABLE);
                session.publish("", "q", PERSISTENT, new byte[1]);
            }
            assertThat(broker.alarms()).isEmpty();
            broker.close();
            broker.start();

            assertThat(broker.recovery().entries()).isEqualTo(1);
        }
    }
}
