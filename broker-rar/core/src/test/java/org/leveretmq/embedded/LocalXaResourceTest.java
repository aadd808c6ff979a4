package org.leveretmq.embedded;

import static javax.transaction.xa.XAResource.TMENDRSCAN;
import static javax.transaction.xa.XAResource.TMFAIL;
import static javax.transaction.xa.XAResource.TMJOIN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMRESUME;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static javax.transaction.xa.XAResource.XA_OK;
import static javax.transaction.xa.XAResource.XA_RDONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.Broker;
import org.leveretmq.api.management.BranchInfo;
import org.leveretmq.api.management.TransactionAdministration;
import org.leveretmq.api.management.TransactionTotals;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.store.HeldStore;
import org.leveretmq.types.FieldTable;

/** The broker as a resource of a transaction manager: X/Open XA and the contract of {@link XAResource}. */
class LocalXaResourceTest {
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();
    private static final QueueOptions DURABLE = new QueueOptions(true, false, false, FieldTable.EMPTY);
    private static final Xid XID = new TestXid("t1", "b1");

    private final HeldStore store = new HeldStore();
    private final Broker broker = Broker.builder()
            .name("xa-test")
            .bindAddress("127.0.0.1")
            .port(0)
            .virtualHosts(List.of("/", "elsewhere"))
            .store(store)
            .build();
    private LocalSession session;
    private LocalXaResource resource;

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

    private static int codeOf(ThrowingCallable action) {
        XAException failure = catchThrowableOfType(XAException.class, action);
        assertThat(failure).as("XAException").isNotNull();
        assertThat(failure.getMessage()).isNotBlank();
        return failure.errorCode;
    }

    private void publishInBranch(int... bodies) {
        TransactionBranch branch = resource.current().orElseThrow();
        for (int body : bodies) {
            branch.publish("", "q", PERSISTENT, new byte[] {(byte) body});
        }
    }

    /** A branch that acknowledges a message of queue "in" and publishes one to "q", ended and not prepared. */
    private void branchWithWork() throws XAException {
        session.publish("", "in", PERSISTENT, new byte[] {9});
        resource.start(XID, TMNOFLAGS);
        resource.current().orElseThrow().acknowledge(session.get("in").orElseThrow());
        publishInBranch(1);
        resource.end(XID, TMSUCCESS);
    }

    private int ready(String queue) {
        try (LocalSession looking = broker.openSession("/")) {
            return looking.inspectQueue(queue).orElseThrow().ready();
        }
    }

    private int unacknowledged(String queue) {
        return session.inspectQueue(queue).orElseThrow().unacknowledged();
    }

    private TransactionAdministration transactions() {
        return broker.management().transactionAdministration();
    }

    private void restart() {
        broker.close();
        broker.start();
        session = broker.openSession("/");
        resource = session.xaResource();
    }

    @Test
    void two_phases_have_everything_take_effect_at_the_second() throws Exception {
        branchWithWork();

        assertThat(resource.prepare(XID)).isEqualTo(XA_OK);
        assertThat(ready("q")).as("published before the commit").isZero();
        assertThat(unacknowledged("in")).isEqualTo(1);
        resource.commit(XID, false);

        assertThat(ready("q")).isEqualTo(1);
        assertThat(unacknowledged("in")).isZero();
        assertThat(ready("in")).isZero();
        assertThat(codeOf(() -> resource.commit(XID, false))).isEqualTo(XAException.XAER_NOTA);
        assertThat(transactions().totals()).isEqualTo(new TransactionTotals(1, 0, 0, 0, 0, 0));
    }

    @Test
    void one_phase_is_one_commit_of_the_store() throws Exception {
        branchWithWork();
        store.commits().clear();

        resource.commit(XID, true);

        assertThat(ready("q")).isEqualTo(1);
        assertThat(store.commits()).hasSize(1);
        assertThat(resource.recover(TMSTARTRSCAN | TMENDRSCAN)).isEmpty();
    }

    @Test
    void branch_without_work_votes_read_only_and_is_over() throws Exception {
        resource.start(XID, TMNOFLAGS);
        resource.end(XID, TMSUCCESS);

        assertThat(resource.prepare(XID)).isEqualTo(XA_RDONLY);
        assertThat(codeOf(() -> resource.commit(XID, false))).isEqualTo(XAException.XAER_NOTA);
        assertThat(transactions().branches()).isEmpty();
    }

    @Test
    void rollback_before_and_after_prepare_gives_messages_back() throws Exception {
        branchWithWork();
        resource.rollback(XID);
        assertThat(ready("q")).isZero();
        LocalMessage back = session.get("in").orElseThrow();
        assertThat(back.redelivered()).isTrue();
        assertThat(back.deliveryCount()).isEqualTo(1);
        back.acknowledge();

        branchWithWork();
        resource.prepare(XID);
        resource.rollback(XID);
        assertThat(ready("q")).isZero();
        assertThat(ready("in")).isEqualTo(1);
        assertThat(transactions().totals()).isEqualTo(new TransactionTotals(0, 2, 0, 0, 0, 0));
    }

    @Test
    void suspended_branch_takes_nothing_until_it_is_resumed() throws Exception {
        resource.start(XID, TMNOFLAGS);
        publishInBranch(1);
        resource.end(XID, TMSUSPEND);
        assertThat(resource.current()).isEmpty();
        Xid between = new TestXid("t2", "b1");
        resource.start(between, TMNOFLAGS);
        publishInBranch(7);
        resource.end(between, TMSUCCESS);
        resource.rollback(between);

        resource.start(XID, TMRESUME);
        publishInBranch(2);
        resource.end(XID, TMSUCCESS);
        resource.commit(XID, true);

        assertThat(session.get("q").orElseThrow().body()).containsExactly(1);
        assertThat(session.get("q").orElseThrow().body()).containsExactly(2);
        assertThat(session.get("q")).isEmpty();
    }

    @Test
    void suspended_branch_can_end_without_being_resumed() throws Exception {
        resource.start(XID, TMNOFLAGS);
        publishInBranch(1);
        resource.end(XID, TMSUSPEND);

        resource.end(XID, TMSUCCESS);
        resource.commit(XID, true);

        assertThat(ready("q")).isEqualTo(1);
    }

    @Test
    void another_session_of_the_virtual_host_joins_the_branch() throws Exception {
        try (LocalSession second = broker.openSession("/");
                LocalSession elsewhere = broker.openSession("elsewhere")) {
            LocalXaResource joining = second.xaResource();
            assertThat(resource.isSameRM(joining)).isTrue();
            assertThat(resource.isSameRM(elsewhere.xaResource())).isFalse();
            assertThat(resource.isSameRM(broker.recoveryResource())).isFalse();
            resource.start(XID, TMNOFLAGS);
            publishInBranch(1);
            resource.end(XID, TMSUCCESS);

            joining.start(XID, TMJOIN);
            joining.current().orElseThrow().publish("", "q", PERSISTENT, new byte[] {2});
            joining.end(XID, TMSUCCESS);
            joining.prepare(XID);
            resource.commit(XID, false);

            assertThat(ready("q")).isEqualTo(2);
            assertThat(codeOf(() -> elsewhere.xaResource().start(XID, TMJOIN))).isEqualTo(XAException.XAER_NOTA);
        }
    }

    @Test
    void work_that_failed_is_rolled_back_whatever_is_asked() throws Exception {
        resource.start(XID, TMNOFLAGS);
        publishInBranch(1);
        resource.end(XID, TMFAIL);
        assertThat(codeOf(() -> resource.prepare(XID))).isEqualTo(XAException.XA_RBROLLBACK);

        resource.start(XID, TMNOFLAGS);
        publishInBranch(1);
        resource.end(XID, TMFAIL);
        assertThat(codeOf(() -> resource.commit(XID, true))).isEqualTo(XAException.XA_RBROLLBACK);
        assertThat(ready("q")).isZero();
    }

    @Test
    void calls_out_of_order_are_refused() throws Exception {
        Xid other = new TestXid("t2", "b1");
        assertThat(codeOf(() -> resource.end(XID, TMSUCCESS))).isEqualTo(XAException.XAER_NOTA);
        assertThat(codeOf(() -> resource.prepare(XID))).isEqualTo(XAException.XAER_NOTA);
        assertThat(codeOf(() -> resource.rollback(XID))).isEqualTo(XAException.XAER_NOTA);
        assertThat(codeOf(() -> resource.forget(XID))).isEqualTo(XAException.XAER_NOTA);
        assertThat(codeOf(() -> resource.start(XID, TMJOIN))).isEqualTo(XAException.XAER_NOTA);
        assertThat(codeOf(() -> resource.start(XID, TMRESUME))).isEqualTo(XAException.XAER_PROTO);
        assertThat(codeOf(() -> resource.start(XID, 12345))).isEqualTo(XAException.XAER_INVAL);
        assertThat(codeOf(() -> resource.recover(12345))).isEqualTo(XAException.XAER_INVAL);
        resource.start(XID, TMNOFLAGS);
        assertThat(codeOf(() -> resource.start(other, TMNOFLAGS))).isEqualTo(XAException.XAER_PROTO);
        assertThat(codeOf(() -> resource.prepare(XID))).isEqualTo(XAException.XAER_PROTO);
        assertThat(codeOf(() -> resource.end(XID, 12345))).isEqualTo(XAException.XAER_INVAL);
        publishInBranch(1);
        resource.end(XID, TMSUCCESS);
        assertThat(codeOf(() -> resource.start(XID, TMNOFLAGS))).isEqualTo(XAException.XAER_DUPID);
        assertThat(codeOf(() -> resource.commit(XID, false))).isEqualTo(XAException.XAER_PROTO);
        assertThat(codeOf(() -> resource.forget(XID))).isEqualTo(XAException.XAER_PROTO);
        resource.prepare(XID);
        assertThat(codeOf(() -> resource.prepare(XID))).isEqualTo(XAException.XAER_PROTO);
        assertThat(codeOf(() -> resource.commit(XID, true))).isEqualTo(XAException.XAER_PROTO);
        assertThat(codeOf(() -> resource.start(XID, TMJOIN))).isEqualTo(XAException.XAER_PROTO);
        resource.commit(XID, false);
        assertThat(ready("q")).isEqualTo(1);
    }

    @Test
    void branch_that_is_not_prepared_in_time_is_rolled_back() throws Exception {
        assertThat(resource.getTransactionTimeout()).isZero();
        assertThat(resource.setTransactionTimeout(1)).isTrue();
        assertThat(resource.getTransactionTimeout()).isEqualTo(1);
        session.publish("", "in", PERSISTENT, new byte[] {9});
        resource.start(XID, TMNOFLAGS);
        TransactionBranch branch = resource.current().orElseThrow();
        branch.acknowledge(session.get("in").orElseThrow());
        publishInBranch(1);

        await().until(() -> ready("in") == 1);

        assertThatThrownBy(() -> publishInBranch(2)).hasMessageContaining("takes no operations any more");
        assertThat(codeOf(() -> resource.end(XID, TMSUCCESS))).isEqualTo(XAException.XA_RBTIMEOUT);
        assertThat(codeOf(() -> resource.prepare(XID))).isEqualTo(XAException.XA_RBTIMEOUT);
        assertThat(codeOf(() -> resource.rollback(XID))).as("told already").isEqualTo(XAException.XAER_NOTA);
        assertThat(ready("q")).isZero();
        assertThat(codeOf(() -> resource.setTransactionTimeout(-1))).isEqualTo(XAException.XAER_INVAL);
    }

    @Test
    void prepared_branch_has_no_timeout() throws Exception {
        resource.setTransactionTimeout(1);
        branchWithWork();
        resource.prepare(XID);
        Xid late = new TestXid("t2", "b1");
        resource.start(late, TMNOFLAGS);
        publishInBranch(5);
        await().until(() -> transactions().branches().stream()
                .anyMatch(branch -> branch.state().equals("TIMED_OUT")));

        resource.commit(XID, false);

        assertThat(ready("q")).isEqualTo(1);
    }

    @Test
    void session_that_ends_takes_its_branch_with_it_unless_that_is_prepared() throws Exception {
        branchWithWork();
        session.close();
        assertThat(ready("in")).isEqualTo(1);
        assertThat(transactions().branches()).isEmpty();

        session = broker.openSession("/");
        resource = session.xaResource();
        resource.start(XID, TMNOFLAGS);
        publishInBranch(1);
        resource.end(XID, TMSUCCESS);
        resource.prepare(XID);
        session.close();
        broker.recoveryResource().commit(XID, false);
        assertThat(ready("q")).isEqualTo(1);
    }

    @Test
    void recover_gives_back_what_is_prepared_after_a_restart_and_nobody_gets_what_it_has_acknowledged()
            throws Exception {
        branchWithWork();
        resource.prepare(XID);
        resource.start(new TestXid("t2", "b1"), TMNOFLAGS);
        publishInBranch(3);

        restart();

        Xid[] recovered = resource.recover(TMSTARTRSCAN);
        assertThat(resource.recover(TMNOFLAGS)).isEmpty();
        assertThat(resource.recover(TMENDRSCAN)).isEmpty();
        assertThat(recovered).hasSize(1);
        assertThat(recovered[0].getFormatId()).isEqualTo(7);
        assertThat(recovered[0].getGlobalTransactionId()).isEqualTo(XID.getGlobalTransactionId());
        assertThat(recovered[0].getBranchQualifier()).isEqualTo(XID.getBranchQualifier());
        assertThat(session.get("in")).isEmpty();
        assertThat(ready("q")).isZero();

        broker.recoveryResource().commit(recovered[0], false);

        assertThat(session.get("q").orElseThrow().body()).containsExactly(1);
        assertThat(session.inspectQueue("in").orElseThrow().unacknowledged()).isZero();
        restart();
        assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
        assertThat(ready("in")).isZero();
        assertThat(ready("q")).isEqualTo(1);
    }

    @Test
    void rollback_after_a_restart_gives_the_message_back_at_its_place() throws Exception {
        branchWithWork();
        session.publish("", "in", PERSISTENT, new byte[] {10});
        resource.prepare(XID);
        restart();

        resource.rollback(XID);

        LocalMessage first = session.get("in").orElseThrow();
        assertThat(first.body()).containsExactly(9);
        assertThat(first.redelivered()).isTrue();
        assertThat(session.get("in").orElseThrow().body()).containsExactly(10);
        assertThat(ready("q")).isZero();
        restart();
        assertThat(ready("in")).isEqualTo(2);
        assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void store_that_fails_rolls_back_at_prepare_and_leaves_it_in_doubt_at_commit() throws Exception {
        branchWithWork();
        store.fail("no space left");
        assertThat(codeOf(() -> resource.prepare(XID))).isEqualTo(XAException.XA_RBROLLBACK);
        store.work();
        await().until(() -> broker.alarms().isEmpty());
        assertThat(ready("in")).isEqualTo(1);
        session.get("in").orElseThrow().acknowledge();

        branchWithWork();
        resource.prepare(XID);
        store.fail("no space left");
        assertThat(codeOf(() -> resource.commit(XID, false))).isEqualTo(XAException.XAER_RMFAIL);
        assertThat(codeOf(() -> resource.rollback(XID))).isEqualTo(XAException.XAER_RMFAIL);
        assertThat(ready("q")).isZero();
        store.work();
        await().ignoreExceptionsMatching(failure -> failure instanceof XAException)
                .until(() -> {
                    resource.commit(XID, false);
                    return true;
                });
        assertThat(ready("q")).isEqualTo(1);
        assertThat(unacknowledged("in")).isZero();
    }

    @Test
    void administrator_decides_and_the_transaction_manager_is_told_until_it_forgets() throws Exception {
        branchWithWork();
        resource.prepare(XID);
        BranchInfo branch = transactions().branches().get(0);
        assertThat(branch.state()).isEqualTo("PREPARED");
        assertThat(branch.id()).isEqualTo("7:7431:6231");
        assertThat(branch.virtualHost()).isEqualTo("/");
        assertThat(branch.operations()).isEqualTo(2);
        assertThat(transactions().totals().inDoubt()).isEqualTo(1);

        transactions().commit(branch.id());
        assertThat(ready("q")).isEqualTo(1);
        restart();

        assertThat(ready("q")).isEqualTo(1);
        assertThat(transactions().branches().get(0).state()).isEqualTo("HEURISTICALLY_COMMITTED");
        assertThat(transactions().totals().heuristic()).isEqualTo(1);
        assertThat(resource.recover(TMSTARTRSCAN)).hasSize(1);
        assertThat(codeOf(() -> resource.commit(XID, false))).isEqualTo(XAException.XA_HEURCOM);
        assertThat(codeOf(() -> resource.rollback(XID))).isEqualTo(XAException.XA_HEURCOM);
        resource.forget(XID);
        assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
        restart();
        assertThat(transactions().branches()).isEmpty();
    }

    @Test
    void administrator_rolls_back() throws Exception {
        branchWithWork();
        resource.prepare(XID);

        transactions().rollBack("7:7431:6231");

        assertThat(ready("in")).isEqualTo(1);
        assertThat(codeOf(() -> resource.commit(XID, false))).isEqualTo(XAException.XA_HEURRB);
        restart();
        assertThat(codeOf(() -> resource.commit(XID, false))).isEqualTo(XAException.XA_HEURRB);
        transactions().forget("7:7431:6231");
        assertThat(codeOf(() -> resource.commit(XID, false))).isEqualTo(XAException.XAER_NOTA);
        assertThat(ready("q")).isZero();
    }

    @Test
    void administrator_is_refused_what_makes_no_sense() throws Exception {
        branchWithWork();

        assertThatThrownBy(() -> transactions().commit("7:7431:6231"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is ACTIVE, but has to be PREPARED");
        assertThatThrownBy(() -> transactions().forget("7:00:00")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> transactions().commit("nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nonsense' is no name of a transaction branch");
    }

    @Test
    void rejected_message_goes_to_the_dead_letter_exchange_at_the_commit_after_a_restart_too() throws Exception {
        session.declareQueue(
                "dying",
                new QueueOptions(
                        true,
                        false,
                        false,
                        FieldTable.of(Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", "q"))));
        session.publish("", "dying", PERSISTENT, new byte[] {4});
        resource.start(XID, TMNOFLAGS);
        resource.current().orElseThrow().reject(session.get("dying").orElseThrow(), false);
        resource.end(XID, TMSUCCESS);
        resource.prepare(XID);
        restart();
        assertThat(ready("q")).isZero();

        resource.commit(XID, false);

        LocalMessage letter = session.get("q").orElseThrow();
        assertThat(letter.body()).containsExactly(4);
        assertThat(letter.properties().headers().get("x-first-death-reason")).isEqualTo("rejected");
        restart();
        assertThat(ready("dying")).isZero();
        assertThat(ready("q")).isEqualTo(1);
    }

    @Test
    void queue_that_is_deleted_while_a_branch_is_prepared_does_not_stop_its_commit() throws Exception {
        branchWithWork();
        resource.prepare(XID);
        session.deleteQueue("in");
        session.deleteQueue("q");
        restart();

        resource.commit(XID, false);

        assertThat(session.inspectQueue("q")).isEmpty();
        assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void branches_go_with_their_virtual_host() throws Exception {
        branchWithWork();
        resource.prepare(XID);

        broker.management().virtualHostAdministration().deleteVirtualHost("/");

        assertThat(broker.recoveryResource().recover(TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void resource_for_recovery_begins_nothing() {
        XAResource recovery = broker.recoveryResource();

        assertThat(codeOf(() -> recovery.start(XID, TMNOFLAGS))).isEqualTo(XAException.XAER_PROTO);
    }
}
