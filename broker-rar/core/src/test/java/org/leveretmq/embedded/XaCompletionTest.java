package org.leveretmq.embedded;

import static javax.transaction.xa.XAResource.TMENDRSCAN;
import static javax.transaction.xa.XAResource.TMFAIL;
import static javax.transaction.xa.XAResource.TMJOIN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMRESUME;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.XA_OK;
import static javax.transaction.xa.XAResource.XA_RDONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.leveretmq.api.management.TransactionTotals;

/** Prepare, commit and rollback of a transaction branch, in one phase and in two. */
class XaCompletionTest extends XaFixture {
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
}
