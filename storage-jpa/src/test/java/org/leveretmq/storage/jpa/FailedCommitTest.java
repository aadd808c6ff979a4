package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredBranch;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.store.StoredUser;
import org.leveretmq.store.StoredVirtualHost;
import org.leveretmq.types.FieldTable;

/** A commit that fails has not happened; the same changes can be tried again, as the journal does. */
class FailedCommitTest {
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();

    private static final StoredBinding BINDING = new StoredBinding("/", "e", "q", true, "k", FieldTable.EMPTY);
    private static final StoredExchange EXCHANGE =
            new StoredExchange("/", "e", "direct", false, false, FieldTable.EMPTY);
    /** Refused when it is there already: its places are taken. */
    private static final StoreOperation TAKEN = new StoreOperation.InsertMessage(
            1, new Message("", "q", PERSISTENT, new byte[0]), 0, List.of(new EntryKey(1, 1), new EntryKey(2, 1)));

    @TempDir
    Path directory;

    private MessageStore store;

    @BeforeEach
    void open() throws Exception {
        store = new JpaMessageStore(new EmbeddedDerby(EmptyDerby.at(directory.resolve("store"))));
        store.open();
        store.commit(List.of(putQueue(1, "other"), putQueue(2, "/"), TAKEN));
    }

    private static StoreOperation putQueue(long id, String virtualHost) {
        return new StoreOperation.PutQueue(new StoredQueue(id, virtualHost, "q", false, FieldTable.EMPTY));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void commitAndFail(StoreOperation... operations) {
        List<StoreOperation> failing = new ArrayList<>(List.of(operations));
        failing.add(TAKEN);
        assertThatThrownBy(() -> store.commit(failing)).isInstanceOf(StoreException.class);
    }

    private List<String> definitionsAfterReopening() throws StoreException {
        store.close();
        store.open();
        List<String> names = new ArrayList<>();
        store.recover(new RecoveryVisitor() {
            @Override
            public void virtualHost(StoredVirtualHost host) {}

            @Override
            public void definition(StoredDefinition definition) {
                names.add("definition " + definition.key().names());
            }

            @Override
            public void exchange(StoredExchange exchange) {
                names.add("exchange " + exchange.name());
            }

            @Override
            public void queue(StoredQueue queue) {}

            @Override
            public void binding(StoredBinding binding) {
                names.add("binding " + binding.routingKey());
            }

            @Override
            public void branch(StoredBranch branch) {}

            @Override
            public void entry(StoredEntry entry) {}
        });
        return names;
    }

    @Test
    void definitions_of_a_failed_commit_are_kept_when_they_are_tried_again() throws Exception {
        StoreOperation[] puts = {new StoreOperation.PutExchange(EXCHANGE), new StoreOperation.PutBinding(BINDING)};
        commitAndFail(puts);

        store.commit(List.of(puts));

        assertThat(definitionsAfterReopening()).containsExactly("exchange e", "binding k");
    }

    @Test
    void definitions_whose_removal_failed_go_when_it_is_tried_again() throws Exception {
        store.commit(List.of(new StoreOperation.PutExchange(EXCHANGE), new StoreOperation.PutBinding(BINDING)));
        StoreOperation[] removals = {
            new StoreOperation.RemoveBinding(BINDING), new StoreOperation.RemoveExchange("/", "e")
        };
        commitAndFail(removals);

        store.commit(List.of(removals));

        assertThat(definitionsAfterReopening()).isEmpty();
    }

    @Test
    void a_user_of_a_failed_commit_can_be_put_and_removed_again() throws Exception {
        StoredUser user = new StoredUser("anna", "", Set.of(), null, null);
        commitAndFail(new StoreOperation.PutDefinition(user));
        store.commit(List.of(new StoreOperation.PutDefinition(user)));
        commitAndFail(new StoreOperation.RemoveDefinition(user.key()));

        store.commit(List.of(new StoreOperation.RemoveDefinition(user.key())));

        assertThat(definitionsAfterReopening()).isEmpty();
    }

    @Test
    void a_virtual_host_whose_removal_failed_goes_with_everything_when_it_is_tried_again() throws Exception {
        store.commit(List.of(
                new StoreOperation.PutVirtualHost(StoredVirtualHost.named("/")),
                new StoreOperation.PutExchange(EXCHANGE),
                new StoreOperation.PutBinding(BINDING)));
        commitAndFail(new StoreOperation.RemoveVirtualHost("/"));

        store.commit(List.of(new StoreOperation.RemoveBinding(BINDING), new StoreOperation.RemoveExchange("/", "e")));

        assertThat(definitionsAfterReopening()).isEmpty();
    }
}
