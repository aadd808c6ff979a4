package org.leveretmq.rar.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerConnectionFactory;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.api.messaging.Delivery;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.api.messaging.UnroutableException;
import org.leveretmq.rar.session.TestBroker;

/** A pooled connection in transactions, with the test in the role of the server. */
@Timeout(60)
class ConnectionTransactionTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Xid XID = new TestXid(1);
    private static final Xid OTHER = new TestXid(2);

    private TestBroker broker;
    private BrokerConnection outside;
    private ManagedConnection managed;
    private XAResource resource;
    private BrokerConnection connection;

    @BeforeEach
    void connect() throws Exception {
        broker = TestBroker.start("transaction-test");
        BrokerManagedConnectionFactory factory = new BrokerManagedConnectionFactory();
        outside = ((BrokerConnectionFactory) factory.createConnectionFactory()).getConnection();
        outside.declareQueue("q");
        managed = factory.createManagedConnection(null, null);
        resource = managed.getXAResource();
        connection = (BrokerConnection) managed.getConnection(null, null);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private int ready() {
        return outside.inspectQueue("q").orElseThrow().ready();
    }

    private Message takeOutside() {
        Delivery delivery = outside.receive("q", SOON).orElseThrow();
        delivery.acknowledge();
        return delivery.message();
    }

    @Test
    void publishesAreThereAfterTheCommit() throws Exception {
        resource.start(XID, XAResource.TMNOFLAGS);
        connection.publish("", "q", Message.of("x"));
        connection.close();
        resource.end(XID, XAResource.TMSUCCESS);
        assertThat(ready()).isZero();

        assertThat(resource.prepare(XID)).isEqualTo(XAResource.XA_OK);
        assertThat(ready()).isZero();
        resource.commit(XID, false);

        assertThat(takeOutside().text()).isEqualTo("x");
    }

    @Test
    void nothingHasHappenedAfterARollback() throws Exception {
        outside.publish("", "q", Message.of("before"));
        resource.start(XID, XAResource.TMNOFLAGS);
        connection.receive("q").orElseThrow().acknowledge();
        connection.publish("", "q", Message.of("x"));
        resource.end(XID, XAResource.TMFAIL);

        resource.rollback(XID);

        assertThat(ready()).isEqualTo(1);
        assertThat(takeOutside().envelope().orElseThrow().deliveryCount()).isEqualTo(1);
    }

    @Test
    void whatIsAcknowledgedLeavesWithTheCommit() throws Exception {
        outside.publish("", "q", Message.of("x"));
        resource.start(XID, XAResource.TMNOFLAGS);
        connection.receive("q").orElseThrow().acknowledge();
        resource.end(XID, XAResource.TMSUCCESS);
        assertThat(outside.inspectQueue("q").orElseThrow().unacknowledged()).isEqualTo(1);

        resource.commit(XID, true);

        assertThat(outside.inspectQueue("q").orElseThrow().unacknowledged()).isZero();
        assertThat(ready()).isZero();
    }

    @Test
    void whatIsNotSettledGoesBackWhenTheTransactionEnds() throws Exception {
        outside.publish("", "q", Message.of("x"));
        resource.start(XID, XAResource.TMNOFLAGS);
        assertThat(connection.receive("q")).isPresent();
        connection.close();
        managed.cleanup();
        resource.end(XID, XAResource.TMSUCCESS);
        resource.commit(XID, true);

        assertThat(takeOutside().envelope().orElseThrow().redelivered()).isTrue();
    }

    @Test
    void aPreparedBranchOutlivesItsConnectionAndIsFoundByTheRecovery() throws Exception {
        resource.start(XID, XAResource.TMNOFLAGS);
        connection.publish("", "q", Message.of("x"));
        resource.end(XID, XAResource.TMSUCCESS);
        resource.prepare(XID);
        managed.destroy();

        XAResource recovery = new BrokerManagedConnectionFactory()
                .createManagedConnection(null, null)
                .getXAResource();
        Xid[] found = recovery.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
        assertThat(found).hasSize(1);
        recovery.commit(found[0], false);

        assertThat(takeOutside().text()).isEqualTo("x");
        assertThatThrownBy(() -> resource.commit(XID, false))
                .isInstanceOfSatisfying(
                        XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_RMFAIL));
    }

    @Test
    void workBelongsToTheBranchThatIsNotSuspended() throws Exception {
        resource.start(XID, XAResource.TMNOFLAGS);
        connection.publish("", "q", Message.of("first"));
        resource.end(XID, XAResource.TMSUSPEND);
        connection.publish("", "q", Message.of("immediate"));
        resource.start(OTHER, XAResource.TMNOFLAGS);
        connection.publish("", "q", Message.of("second"));
        resource.end(OTHER, XAResource.TMSUCCESS);
        resource.start(XID, XAResource.TMRESUME);
        connection.publish("", "q", Message.of("third"));
        resource.end(XID, XAResource.TMSUCCESS);
        assertThat(takeOutside().text()).isEqualTo("immediate");
        assertThat(ready()).isZero();

        resource.rollback(OTHER);
        resource.commit(XID, true);

        assertThat(takeOutside().text()).isEqualTo("first");
        assertThat(takeOutside().text()).isEqualTo("third");
        assertThat(ready()).isZero();
    }

    @Test
    void whatWasReceivedStaysWithASuspendedBranch() throws Exception {
        outside.publish("", "q", Message.of("x"));
        resource.start(XID, XAResource.TMNOFLAGS);
        Delivery delivery = connection.receive("q").orElseThrow();
        resource.end(XID, XAResource.TMSUSPEND);
        assertThat(ready()).isZero();
        resource.start(XID, XAResource.TMRESUME);

        delivery.acknowledge();
        resource.end(XID, XAResource.TMSUCCESS);
        resource.commit(XID, true);

        assertThat(outside.inspectQueue("q").orElseThrow().unacknowledged()).isZero();
        assertThat(ready()).isZero();
    }

    @Test
    void declaringIsImmediateAndRequestingImpossible() throws Exception {
        resource.start(XID, XAResource.TMNOFLAGS);
        connection.declareQueue("declared");
        assertThatThrownBy(() -> connection.request("", "q", Message.of("x"), SOON))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("suspend the transaction");
        assertThatThrownBy(() -> connection.publish("", "absent", Message.of("x"), true))
                .isInstanceOf(UnroutableException.class);
        connection.publish("", "declared", Message.of("x"), true);
        resource.end(XID, XAResource.TMSUCCESS);

        resource.rollback(XID);

        assertThat(outside.inspectQueue("declared").orElseThrow().ready()).isZero();
    }

    @Test
    void sessionsOfAVirtualHostAreTheSameResourceManager() throws Exception {
        ManagedConnection other = new BrokerManagedConnectionFactory().createManagedConnection(null, null);

        assertThat(resource.isSameRM(other.getXAResource())).isTrue();
        resource.start(XID, XAResource.TMNOFLAGS);
        connection.publish("", "q", Message.of("one"));
        resource.end(XID, XAResource.TMSUCCESS);
        other.getXAResource().start(XID, XAResource.TMJOIN);
        ((BrokerConnection) other.getConnection(null, null)).publish("", "q", Message.of("two"));
        other.getXAResource().end(XID, XAResource.TMSUCCESS);
        resource.commit(XID, true);

        assertThat(takeOutside().text()).isEqualTo("one");
        assertThat(takeOutside().text()).isEqualTo("two");
    }

    @Test
    void aLocalTransactionIsAllOrNothing() throws Exception {
        LocalTransaction transaction = managed.getLocalTransaction();
        outside.publish("", "q", Message.of("before"));
        transaction.begin();
        connection.receive("q").orElseThrow().acknowledge();
        connection.publish("", "q", Message.of("rolled back"));
        transaction.rollback();
        assertThat(ready()).isEqualTo(1);

        transaction.begin();
        connection.receive("q").orElseThrow().acknowledge();
        connection.publish("", "q", Message.of("committed"));
        assertThat(ready()).isZero();
        transaction.commit();

        assertThat(takeOutside().text()).isEqualTo("committed");
        assertThatThrownBy(transaction::commit).isInstanceOf(ResourceException.class);
    }

    @Test
    void theServerIsToldOfCloseAndOfFailure() throws Exception {
        List<Integer> told = new ArrayList<>();
        managed.addConnectionEventListener(new Told(told));
        connection.close();
        assertThat(told).containsExactly(ConnectionEvent.CONNECTION_CLOSED);
        BrokerConnection next = (BrokerConnection) managed.getConnection(null, null);

        broker.stop();

        assertThatThrownBy(() -> next.declareQueue("q")).isInstanceOf(BrokerException.class);
        assertThat(told).containsExactly(ConnectionEvent.CONNECTION_CLOSED, ConnectionEvent.CONNECTION_ERROR_OCCURRED);
        assertThatThrownBy(() -> resource.start(XID, XAResource.TMNOFLAGS))
                .isInstanceOfSatisfying(
                        XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_RMFAIL));
    }

    private record Told(List<Integer> events) implements ConnectionEventListener {
        @Override
        public void connectionClosed(ConnectionEvent event) {
            events.add(event.getId());
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            events.add(event.getId());
        }

        @Override
        public void localTransactionStarted(ConnectionEvent event) {}

        @Override
        public void localTransactionCommitted(ConnectionEvent event) {}

        @Override
        public void localTransactionRolledback(ConnectionEvent event) {}
    }
}
