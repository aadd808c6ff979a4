package org.leveretmq.embedded;

import static javax.transaction.xa.XAResource.TMJOIN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMRESUME;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static org.assertj.core.api.Assertions.assertThat;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;

/** Sessions start, suspend, resume, join and end their work for a transaction branch. */
class XaAssociationTest extends XaFixture {
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
    void resource_for_recovery_begins_nothing() {
        XAResource recovery = broker.recoveryResource();

        assertThat(codeOf(() -> recovery.start(XID, TMNOFLAGS))).isEqualTo(XAException.XAER_PROTO);
    }
}
