package org.leveretmq.embedded;

import static javax.transaction.xa.XAResource.TMENDRSCAN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.types.FieldTable;

/** Prepared transaction branches are there after a restart, and can be committed and rolled back. */
class XaRecoveryTest extends XaFixture {
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
}
