package org.leveretmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.store.SampleOperations.ARRIVED;
import static org.leveretmq.store.SampleOperations.PERSISTENT;
import static org.leveretmq.store.SampleOperations.at;
import static org.leveretmq.store.SampleOperations.insert;
import static org.leveretmq.store.SampleOperations.putQueue;
import static org.leveretmq.store.SampleOperations.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;

/** Prepared transaction branches are kept with what they hold until their outcome is known. */
interface BranchContract extends OpenStore {
    private static StoredBranch branch(long id, String body, StoredSettlement... settlements) {
        Message message = new Message("x", "k", PERSISTENT, body.getBytes(StandardCharsets.UTF_8));
        return new StoredBranch(
                id,
                "/",
                4711,
                "cafe0" + id,
                "",
                "anna",
                ARRIVED,
                StoredBranch.Outcome.IN_DOUBT,
                List.of(new StoredBranch.HeldMessage(message, true)),
                List.of(settlements));
    }

    @Test
    default void keeps_prepared_branches_with_what_they_hold() throws Exception {
        StoredSettlement acknowledged = new StoredSettlement(10, at(1, 1), StoredSettlement.Kind.ACKNOWLEDGED);
        StoredSettlement rejected = new StoredSettlement(11, at(1, 2), StoredSettlement.Kind.REJECTED);
        commit(
                putQueue(1, "q"),
                insert(10, "a", at(1, 1)),
                insert(11, "b", at(1, 2)),
                new StoreOperation.PutBranch(branch(1, "held", acknowledged, rejected)),
                new StoreOperation.PutBranch(branch(2, "y".repeat(50_000))));

        List<StoredBranch> recovered = reopened().branches;

        assertThat(recovered).extracting(StoredBranch::id).containsExactly(1L, 2L);
        StoredBranch first = recovered.get(0);
        assertThat(first.virtualHost()).isEqualTo("/");
        assertThat(first.formatId()).isEqualTo(4711);
        assertThat(first.globalTransactionId()).isEqualTo("cafe01");
        assertThat(first.branchQualifier()).isEmpty();
        assertThat(first.user()).isEqualTo("anna");
        assertThat(first.preparedAtMillis()).isEqualTo(ARRIVED);
        assertThat(first.outcome()).isEqualTo(StoredBranch.Outcome.IN_DOUBT);
        assertThat(first.settlements()).containsExactly(acknowledged, rejected);
        assertThat(first.messages()).hasSize(1);
        StoredBranch.HeldMessage held = first.messages().get(0);
        assertThat(held.mandatory()).isTrue();
        assertThat(held.message().exchange()).isEqualTo("x");
        assertThat(held.message().routingKey()).isEqualTo("k");
        assertThat(held.message().persistent()).isTrue();
        assertThat(text(held.message())).isEqualTo("held");
        assertThat(recovered.get(1).messages().get(0).message().body()).hasSize(50_000);
        assertThat(recoveredAfterReopening())
                .containsExactly("queue 1 q {}", "entry 1/1 message 10 a", "entry 1/2 message 11 b");
    }

    @Test
    default void removes_a_branch_together_with_what_its_outcome_writes() throws Exception {
        commit(
                putQueue(1, "q"),
                insert(10, "a", at(1, 1)),
                new StoreOperation.PutBranch(
                        branch(1, "held", new StoredSettlement(10, at(1, 1), StoredSettlement.Kind.ACKNOWLEDGED))),
                new StoreOperation.PutBranch(branch(2, "other")));

        commit(
                insert(11, "held", at(1, 2)),
                new StoreOperation.RemoveEntry(10, at(1, 1), false, true),
                new StoreOperation.RemoveBranch(1),
                new StoreOperation.RemoveBranch(99));

        assertThat(recoveredAfterReopening()).containsExactly("queue 1 q {}", "entry 1/2 message 11 held");
        assertThat(reopened().branches).extracting(StoredBranch::id).containsExactly(2L);
    }

    @Test
    default void keeps_nothing_of_a_decided_branch_but_its_name_and_the_outcome() throws Exception {
        commit(new StoreOperation.PutBranch(
                branch(1, "held", new StoredSettlement(10, at(1, 1), StoredSettlement.Kind.REJECTED))));

        commit(
                new StoreOperation.DecideBranch(1, StoredBranch.Outcome.HEURISTICALLY_COMMITTED),
                new StoreOperation.DecideBranch(99, StoredBranch.Outcome.HEURISTICALLY_COMMITTED));

        assertThat(reopened().branches)
                .containsExactly(branch(1, "held").decided(StoredBranch.Outcome.HEURISTICALLY_COMMITTED));
    }

    @Test
    default void a_virtual_host_goes_with_its_branches() throws Exception {
        commit(
                new StoreOperation.PutVirtualHost(StoredVirtualHost.named("/")),
                new StoreOperation.PutBranch(
                        branch(1, "held", new StoredSettlement(10, at(1, 1), StoredSettlement.Kind.REJECTED))));

        commit(new StoreOperation.RemoveVirtualHost("/"));

        assertThat(reopened().branches).isEmpty();
        commit(new StoreOperation.PutBranch(branch(1, "anew")));
        assertThat(reopened().branches.get(0).messages()).hasSize(1);
    }
}
