package org.leveretmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leveretmq.types.FieldTable;

/** Users, permissions, policies and parameters are kept, one for each key. */
interface DefinitionContract extends OpenStore {
    private static List<StoredDefinition> oneOfEachKind() {
        return List.of(
                new StoredUser("anna", "$hash", Set.of("administrator", "monitoring"), 5L, 100L),
                new StoredUser("nobody", "", Set.of(), null, null),
                new StoredPermission("anna", "/", "^a", ".*", ""),
                new StoredTopicPermission("anna", "/", "amq.topic", "^a\\.", ".*"),
                new StoredPolicy("/", "p", false, "^q", "queues", 7, FieldTable.of(Map.of("max-length", 5))),
                new StoredPolicy("/", "p", true, "", "all", -1, FieldTable.of(Map.of("message-ttl", 5L))),
                new StoredParameter("shovel", "/", "p", FieldTable.of(Map.of("value", Map.of("a", List.of(1, "b"))))),
                new StoredParameter("", "", "p", FieldTable.of(Map.of("value", "text"))));
    }

    private void commitAll(List<StoredDefinition> definitions) throws StoreException {
        for (StoredDefinition definition : definitions) {
            commit(new StoreOperation.PutDefinition(definition));
        }
    }

    @Test
    default void keeps_definitions_of_every_kind() throws Exception {
        commitAll(oneOfEachKind());

        assertThat(reopened().definitions).containsExactlyInAnyOrderElementsOf(oneOfEachKind());
    }

    @Test
    default void replaces_a_definition_with_the_same_key() throws Exception {
        commitAll(oneOfEachKind());
        List<StoredDefinition> others = List.of(
                new StoredUser("anna", "", Set.of(), null, 1L),
                new StoredUser("nobody", "x", Set.of("y"), 1L, null),
                new StoredPermission("anna", "/", "", "", ".*"),
                new StoredTopicPermission("anna", "/", "amq.topic", "", ""),
                new StoredPolicy("/", "p", false, ".*", "exchanges", 0, FieldTable.EMPTY),
                new StoredPolicy("/", "p", true, "x", "queues", 1, FieldTable.of(Map.of("expires", 1))),
                new StoredParameter("shovel", "/", "p", FieldTable.of(Map.of("value", true))),
                new StoredParameter("", "", "p", FieldTable.of(Map.of("value", 5))));

        commitAll(others);

        assertThat(reopened().definitions).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    default void removes_definitions_of_every_kind() throws Exception {
        commitAll(oneOfEachKind());
        reopened();

        for (StoredDefinition definition : oneOfEachKind()) {
            commit(new StoreOperation.RemoveDefinition(definition.key()));
        }

        assertThat(reopened().definitions).isEmpty();
    }

    @Test
    default void puts_and_removes_a_definition_in_one_commit() throws Exception {
        StoredUser user = new StoredUser("anna", "", Set.of(), null, null);
        commit(
                new StoreOperation.PutDefinition(user),
                new StoreOperation.RemoveDefinition(user.key()),
                new StoreOperation.PutDefinition(user));

        assertThat(reopened().definitions).containsExactly(user);
    }
}
