package org.leveretmq.storage.jpa;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredDefinition;

/**
 * The keys of the rows of exchanges, bindings and other definitions, which the broker knows by name. Follows the database: what a commit has changed
 * is taken back when the commit fails. One thread at a time.
 */
final class DefinitionIds {
    private record ExchangeKey(String virtualHost, String name) {}

    private final Map<ExchangeKey, Long> exchanges = new HashMap<>();
    private final Map<StoredBinding, Long> bindings = new HashMap<>();
    private final Map<StoredDefinition.Key, Long> definitions = new HashMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private long next = 1;

    void clear() {
        exchanges.clear();
        bindings.clear();
        definitions.clear();
        undo.clear();
    }

    void exchangeRead(String virtualHost, String name, long id) {
        exchanges.put(new ExchangeKey(virtualHost, name), id);
        next = Math.max(next, id + 1);
    }

    void bindingRead(StoredBinding binding, long id) {
        bindings.put(binding, id);
        next = Math.max(next, id + 1);
    }

    void definitionRead(StoredDefinition.Key key, long id) {
        definitions.put(key, id);
        next = Math.max(next, id + 1);
    }

    /** A new id for a definition that has none. */
    long addDefinition(StoredDefinition.Key key) {
        return add(definitions, key);
    }

    /** The id that the definition had, null if there is no such definition. */
    @Nullable
    Long removeDefinition(StoredDefinition.Key key) {
        return remove(definitions, key);
    }

    /** A new id for an exchange that has none. */
    long addExchange(String virtualHost, String name) {
        return add(exchanges, new ExchangeKey(virtualHost, name));
    }

    /** A new id for a binding, null if there is an equal one. */
    @Nullable
    Long addBinding(StoredBinding binding) {
        return bindings.containsKey(binding) ? null : Long.valueOf(add(bindings, binding));
    }

    /** The id that the exchange had, null if there is no such exchange. */
    @Nullable
    Long removeExchange(String virtualHost, String name) {
        return remove(exchanges, new ExchangeKey(virtualHost, name));
    }

    /** The id that the binding had, null if there is no such binding. */
    @Nullable
    Long removeBinding(StoredBinding binding) {
        return remove(bindings, binding);
    }

    void removeVirtualHost(String name) {
        List.copyOf(exchanges.keySet()).stream()
                .filter(key -> key.virtualHost().equals(name))
                .forEach(key -> remove(exchanges, key));
        List.copyOf(bindings.keySet()).stream()
                .filter(binding -> binding.virtualHost().equals(name))
                .forEach(binding -> remove(bindings, binding));
    }

    /** The database has what was changed since the last commit. */
    void committed() {
        undo.clear();
    }

    /** The database has nothing of what was changed since the last commit. */
    void rolledBack() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    private <K> long add(Map<K, Long> ids, K key) {
        long id = next++;
        ids.put(key, id);
        undo.push(() -> ids.remove(key));
        return id;
    }

    private <K> @Nullable Long remove(Map<K, Long> ids, K key) {
        Long id = ids.remove(key);
        if (id != null) {
            undo.push(() -> ids.put(key, id));
        }
        return id;
    }
}
