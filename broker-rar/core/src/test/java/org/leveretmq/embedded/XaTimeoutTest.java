package org.leveretmq.embedded;

import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;

/** The timeout of a transaction branch runs until it is prepared. */
class XaTimeoutTest extends XaFixture {
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
}
