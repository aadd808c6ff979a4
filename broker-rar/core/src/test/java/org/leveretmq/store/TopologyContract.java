package org.leveretmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.store.SampleOperations.at;
import static org.leveretmq.store.SampleOperations.insert;
import static org.leveretmq.store.SampleOperations.putQueue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leveretmq.types.FieldTable;

/** Virtual hosts, exchanges, queues and bindings are kept until they are removed. */
interface TopologyContract extends OpenStore {
    @Test
    default void keeps_definitions_in_order() throws Exception {
        FieldTable arguments = FieldTable.of(Map.of("x-max-length", 5));
        commit(
                new StoreOperation.PutVirtualHost(StoredVirtualHost.named("/")),
                new StoreOperation.PutExchange(
                        new StoredExchange("/", "e", "topic", false, true, FieldTable.of(Map.of("a", "b")))),
                new StoreOperation.PutQueue(new StoredQueue(7, "/", "q", true, arguments)),
                new StoreOperation.PutBinding(new StoredBinding("/", "e", "q", true, "k.#", FieldTable.EMPTY)));

        assertThat(recoveredAfterReopening())
                .containsExactly(
                        "vhost /", "exchange e topic {a=b}", "queue 7 q {x-max-length=5}", "binding e -> q k.#");
    }

    @Test
    default void removes_definitions() throws Exception {
        StoredBinding binding = new StoredBinding("/", "e", "q", true, "k", FieldTable.EMPTY);
        commit(
                new StoreOperation.PutVirtualHost(StoredVirtualHost.named("/")),
                new StoreOperation.PutExchange(new StoredExchange("/", "e", "topic", false, true, FieldTable.EMPTY)),
                putQueue(1, "q"),
                new StoreOperation.PutBinding(binding));

        commit(
                new StoreOperation.RemoveBinding(binding),
                new StoreOperation.RemoveExchange("/", "e"),
                new StoreOperation.RemoveQueue(1));

        assertThat(recoveredAfterReopening()).containsExactly("vhost /");
    }

    @Test
    default void removes_definitions_that_were_recovered() throws Exception {
        StoredBinding binding = new StoredBinding("/", "e", "q", true, "k", FieldTable.EMPTY);
        commit(
                new StoreOperation.PutExchange(new StoredExchange("/", "e", "topic", false, true, FieldTable.EMPTY)),
                new StoreOperation.PutBinding(binding));
        recoveredAfterReopening();

        commit(new StoreOperation.RemoveBinding(binding), new StoreOperation.RemoveExchange("/", "e"));

        assertThat(recoveredAfterReopening()).isEmpty();
    }

    @Test
    default void puts_and_removes_in_one_commit() throws Exception {
        commit(putQueue(1, "q"), new StoreOperation.RemoveQueue(1), putQueue(2, "q"));

        assertThat(recoveredAfterReopening()).containsExactly("queue 2 q {}");
    }

    @Test
    default void removing_what_is_not_there_does_nothing() throws Exception {
        commit(
                new StoreOperation.RemoveQueue(99),
                new StoreOperation.RemoveExchange("/", "e"),
                new StoreOperation.RemoveVirtualHost("v"),
                new StoreOperation.RemoveBinding(new StoredBinding("/", "e", "q", true, "k", FieldTable.EMPTY)));

        assertThat(recoveredAfterReopening()).isEmpty();
    }

    @Test
    default void keeps_what_is_known_of_a_virtual_host() throws Exception {
        StoredVirtualHost known = new StoredVirtualHost("prüfung", "für Prüfungen", Set.of("a", "b"), true, 10L, null);
        commit(new StoreOperation.PutVirtualHost(StoredVirtualHost.named("prüfung")));

        commit(new StoreOperation.PutVirtualHost(known));

        assertThat(reopened().hosts).containsExactly(known);
    }

    @Test
    default void removes_a_virtual_host_with_everything_in_it() throws Exception {
        commit(
                new StoreOperation.PutVirtualHost(StoredVirtualHost.named("v")),
                new StoreOperation.PutQueue(new StoredQueue(1, "v", "q", false, FieldTable.EMPTY)),
                new StoreOperation.PutExchange(new StoredExchange("v", "e", "fanout", false, false, FieldTable.EMPTY)),
                new StoreOperation.PutBinding(new StoredBinding("v", "e", "q", true, "", FieldTable.EMPTY)),
                insert(1, "x", at(1, 1)));

        commit(new StoreOperation.RemoveVirtualHost("v"));

        assertThat(recoveredAfterReopening()).isEmpty();
    }
}
