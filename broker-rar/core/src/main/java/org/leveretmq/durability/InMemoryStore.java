package org.leveretmq.durability;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.store.StoredVirtualHost;

/**
 * Keeps everything on the heap: survives a restart of the broker with the same store object, but not of the JVM. Calls come from
 * one thread at a time.
 */
public final class InMemoryStore implements MessageStore {
    private record ExchangeKey(String virtualHost, String name) {}

    private record Stored(long messageId, Message message, long arrivedAtMillis, boolean shared) {}

    private final Map<String, StoredVirtualHost> virtualHosts = new LinkedHashMap<>();
    private final Map<StoredDefinition.Key, StoredDefinition> definitions = new LinkedHashMap<>();
    private final Map<ExchangeKey, StoredExchange> exchanges = new LinkedHashMap<>();
    private final Map<Long, StoredQueue> queues = new LinkedHashMap<>();
    private final Set<StoredBinding> bindings = new LinkedHashSet<>();
    private final Map<Long, Map<Long, Stored>> entries = new HashMap<>();
    private boolean open;

    @Override
    public String description() {
        return "in memory";
    }

    @Override
    public void open() {
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public void recover(RecoveryVisitor visitor) throws StoreException {
        requireOpen();
        virtualHosts.values().forEach(visitor::virtualHost);
        definitions.values().forEach(visitor::definition);
        exchanges.values().forEach(visitor::exchange);
        queues.values().forEach(visitor::queue);
        bindings.forEach(visitor::binding);
        queues.keySet().forEach(queueId -> recoverEntries(queueId, visitor));
    }

    private void recoverEntries(long queueId, RecoveryVisitor visitor) {
        entries.getOrDefault(queueId, Map.of()).entrySet().stream()
                .sorted(Comparator.comparingLong(Map.Entry::getKey))
                .forEach(entry -> visitor.entry(
                        entry.getValue().messageId(),
                        entry.getValue().message(),
                        entry.getValue().arrivedAtMillis(),
                        new EntryKey(queueId, entry.getKey()),
                        entry.getValue().shared()));
    }

    @Override
    public void commit(List<StoreOperation> operations) throws StoreException {
        requireOpen();
        operations.forEach(Objects::requireNonNull);
        operations.forEach(this::apply);
    }

    private void apply(StoreOperation operation) {
        if (operation instanceof StoreOperation.InsertMessage insert) {
            insert(insert);
        } else if (operation instanceof StoreOperation.RemoveEntry remove) {
            remove(remove.entry());
        } else if (operation instanceof StoreOperation.PutVirtualHost put) {
            virtualHosts.put(put.virtualHost().name(), put.virtualHost());
        } else if (operation instanceof StoreOperation.RemoveVirtualHost remove) {
            removeVirtualHost(remove.name());
        } else if (operation instanceof StoreOperation.PutDefinition put) {
            definitions.put(put.definition().key(), put.definition());
        } else if (operation instanceof StoreOperation.RemoveDefinition remove) {
            definitions.remove(remove.key());
        } else if (operation instanceof StoreOperation.PutExchange put) {
            StoredExchange exchange = put.exchange();
            exchanges.put(new ExchangeKey(exchange.virtualHost(), exchange.name()), exchange);
        } else if (operation instanceof StoreOperation.RemoveExchange remove) {
            exchanges.remove(new ExchangeKey(remove.virtualHost(), remove.name()));
        } else if (operation instanceof StoreOperation.PutQueue put) {
            queues.put(put.queue().id(), put.queue());
        } else if (operation instanceof StoreOperation.RemoveQueue remove) {
            queues.remove(remove.queueId());
            entries.remove(remove.queueId());
        } else if (operation instanceof StoreOperation.PutBinding put) {
            bindings.add(put.binding());
        } else if (operation instanceof StoreOperation.RemoveBinding remove) {
            bindings.remove(remove.binding());
        }
    }

    private void insert(StoreOperation.InsertMessage insert) {
        boolean shared = insert.entries().size() > 1;
        Stored stored = new Stored(insert.messageId(), insert.message(), insert.arrivedAtMillis(), shared);
        for (EntryKey key : insert.entries()) {
            if (queues.containsKey(key.queueId())) {
                entries.computeIfAbsent(key.queueId(), id -> new HashMap<>()).put(key.position(), stored);
            }
        }
    }

    private void remove(EntryKey key) {
        Map<Long, Stored> ofQueue = entries.get(key.queueId());
        if (ofQueue != null) {
            ofQueue.remove(key.position());
        }
    }

    private void removeVirtualHost(String name) {
        virtualHosts.remove(name);
        exchanges.keySet().removeIf(key -> key.virtualHost().equals(name));
        bindings.removeIf(binding -> binding.virtualHost().equals(name));
        queues.values().removeIf(queue -> {
            boolean gone = queue.virtualHost().equals(name);
            if (gone) {
                entries.remove(queue.id());
            }
            return gone;
        });
    }

    private void requireOpen() throws StoreException {
        if (!open) {
            throw new StoreException("The in-memory store is not open", null);
        }
    }
}
