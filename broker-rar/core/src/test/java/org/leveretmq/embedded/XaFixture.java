package org.leveretmq.embedded;

import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.leveretmq.Broker;
import org.leveretmq.api.management.TransactionAdministration;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.store.HeldStore;
import org.leveretmq.types.FieldTable;

/** The broker as a resource of a transaction manager, X/Open XA and {@link XAResource}, on a store that fails when the test says so. */
abstract class XaFixture {
    static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();
    private static final QueueOptions DURABLE = new QueueOptions(true, false, false, FieldTable.EMPTY);
    static final Xid XID = new TestXid("t1", "b1");

    final HeldStore store = new HeldStore();
    final Broker broker = Broker.builder()
            .name("xa-test")
            .bindAddress("127.0.0.1")
            .port(0)
            .virtualHosts(List.of("/", "elsewhere"))
            .store(store)
            .build();
    LocalSession session;
    LocalXaResource resource;

    @BeforeEach
    void start() {
        broker.start();
        session = broker.openSession("/");
        session.declareQueue("q", DURABLE);
        session.declareQueue("in", DURABLE);
        resource = session.xaResource();
    }

    @AfterEach
    void stop() {
        store.work();
        store.release();
        broker.close();
    }

    static int codeOf(ThrowingCallable action) {
        XAException failure = catchThrowableOfType(XAException.class, action);
        assertThat(failure).as("XAException").isNotNull();
        assertThat(failure.getMessage()).isNotBlank();
        return failure.errorCode;
    }

    void publishInBranch(int... bodies) {
        TransactionBranch branch = resource.current().orElseThrow();
        for (int body : bodies) {
            branch.publish("", "q", PERSISTENT, new byte[] {(byte) body});
        }
    }

    /** A branch that acknowledges a message of queue "in" and publishes one to "q", ended and not prepared. */
    void branchWithWork() throws XAException {
        session.publish("", "in", PERSISTENT, new byte[] {9});
        resource.start(XID, TMNOFLAGS);
        resource.current().orElseThrow().acknowledge(session.get("in").orElseThrow());
        publishInBranch(1);
        resource.end(XID, TMSUCCESS);
    }

    int ready(String queue) {
        try (LocalSession looking = broker.openSession("/")) {
            return looking.inspectQueue(queue).orElseThrow().ready();
        }
    }

    int unacknowledged(String queue) {
        return session.inspectQueue(queue).orElseThrow().unacknowledged();
    }

    TransactionAdministration transactions() {
        return broker.management().transactionAdministration();
    }

    void restart() {
        broker.close();
        broker.start();
        session = broker.openSession("/");
        resource = session.xaResource();
    }
}
