package org.leveretmq.embedded;

import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.leveretmq.api.management.BranchInfo;

/** An administrator decides a prepared transaction branch in place of the transaction manager. */
class XaHeuristicDecisionTest extends XaFixture {
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
}
