package org.leveretmq.durability;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.RecoveryReport;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredBranch;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.store.StoredVirtualHost;

/**
 * Keeps everything on the heap: survives a restart of the broker with the same store object, but not of the JVM. Calls come from
 * one thread at a time; {@link #read} may come from another one.
 */
public final class InMemoryStore implements MessageStore {
    private record ExchangeKey(String virtualHost, String name) {}

    private static final class Stored {
        private final StoreOperation.InsertMessage insert;
        private int places;

        Stored(StoreOperation.InsertMessage insert) {
            this.insert = insert;
        }

        StoredEntry entry(EntryKey key, boolean redelivered) {
            Message message = insert.message();
            return new StoredEntry(
                    insert.messageId(),
                    key,
                    insert.entries().size() > 1,
                    message.body().length,
                    message.properties().priority(),
                    StoredEntry.timeToLiveMillis(message),
                    insert.arrivedAtMillis(),
                    redelivered);
        }
    }

    private final Map<String, StoredVirtualHost> virtualHosts = new LinkedHashMap<>();
    private final Map<StoredDefinition.Key, StoredDefinition> definitions = new LinkedHashMap<>();
    private final Map<ExchangeKey, StoredExchange> exchanges = new LinkedHashMap<>();
    private final Map<Long, StoredQueue> queues = new LinkedHashMap<>();
    private final Set<StoredBinding> bindings = new LinkedHashSet<>();
    private final Map<Long, Map<Long, Stored>> entries = new HashMap<>();
    private final Map<EntryKey, Stored> messages = new ConcurrentHashMap<>();
    private final Map<Long, Long> deliveredUpTo = new HashMap<>();
    private final Map<Long, StoredBranch> branches = new LinkedHashMap<>();
    private volatile boolean open;

    @Override
    public String description() {
        return "in memory";
    }

    @Override
    public boolean takesHeap() {
        return true;
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
    public RecoveryReport recover(RecoveryVisitor visitor) throws StoreException {
        requireOpen();
        Instant startedAt = Instant.now();
        virtualHosts.values().forEach(visitor::virtualHost);
        definitions.values().forEach(visitor::definition);
        exchanges.values().forEach(visitor::exchange);
        queues.values().forEach(visitor::queue);
        bindings.forEach(visitor::binding);
        branches.values().forEach(visitor::branch);
        List.copyOf(entries.keySet()).forEach(this::forgetTransient);
        long recovered = 0;
        for (long queueId : queues.keySet()) {
            recovered += recoverEntries(queueId, visitor);
        }
        deliveredUpTo.clear();
        Duration duration = Duration.between(startedAt, Instant.now());
        return new RecoveryReport(startedAt, duration, queues.size(), recovered, List.of());
    }

    private void forgetTransient(long queueId) {
        Map<Long, Stored> ofQueue = entries.getOrDefault(queueId, Map.of());
        List<Long> positions = ofQueue.entrySet().stream()
                .filter(entry -> !entry.getValue().insert.lasting())
                .map(Map.Entry::getKey)
                .toList();
        positions.forEach(position -> remove(new EntryKey(queueId, position)));
    }

    private int recoverEntries(long queueId, RecoveryVisitor visitor) {
        long delivered = deliveredUpTo.getOrDefault(queueId, Long.MAX_VALUE);
        Map<Long, Stored> ofQueue = new TreeMap<>(entries.getOrDefault(queueId, Map.of()));
        ofQueue.forEach((position, stored) ->
                visitor.entry(stored.entry(new EntryKey(queueId, position), position <= delivered)));
        return ofQueue.size();
    }

    @Override
    public Map<EntryKey, Message> read(Collection<EntryKey> homes) throws StoreException {
        requireOpen();
        Map<EntryKey, Message> found = new HashMap<>();
        for (EntryKey home : homes) {
            Stored stored = messages.get(home);
            if (stored != null) {
                found.put(home, stored.insert.message());
            }
        }
        return found;
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
            removeEntries(remove.queueId());
        } else if (operation instanceof StoreOperation.PutBinding put) {
            bindings.add(put.binding());
        } else if (operation instanceof StoreOperation.RemoveBinding remove) {
            bindings.remove(remove.binding());
        } else if (operation instanceof StoreOperation.MarkDelivered mark) {
            deliveredUpTo.put(mark.queueId(), mark.upToPosition());
        } else if (operation instanceof StoreOperation.PutBranch put) {
            branches.put(put.branch().id(), put.branch());
        } else if (operation instanceof StoreOperation.DecideBranch decide) {
            branches.computeIfPresent(decide.branchId(), (id, branch) -> branch.decided(decide.outcome()));
        } else if (operation instanceof StoreOperation.RemoveBranch remove) {
            branches.remove(remove.branchId());
        }
    }

    private void insert(StoreOperation.InsertMessage insert) {
        Stored stored = new Stored(insert);
        for (EntryKey key : insert.entries()) {
            if (queues.containsKey(key.queueId()) || !insert.lasting()) {
                entries.computeIfAbsent(key.queueId(), id -> new HashMap<>()).put(key.position(), stored);
                stored.places++;
            }
        }
        if (stored.places > 0) {
            messages.put(insert.home(), stored);
        }
    }

    private void remove(EntryKey key) {
        Map<Long, Stored> ofQueue = entries.get(key.queueId());
        Stored removed = ofQueue == null ? null : ofQueue.remove(key.position());
        if (removed != null) {
            leavesPlace(removed);
        }
    }

    private void leavesPlace(Stored stored) {
        stored.places--;
        if (stored.places == 0) {
            messages.remove(stored.insert.home());
        }
    }

    private void removeEntries(long queueId) {
        Map<Long, Stored> removed = entries.remove(queueId);
        if (removed != null) {
            removed.values().forEach(this::leavesPlace);
        }
    }

    private void removeVirtualHost(String name) {
        virtualHosts.remove(name);
        branches.values().removeIf(branch -> branch.virtualHost().equals(name));
        exchanges.keySet().removeIf(key -> key.virtualHost().equals(name));
        bindings.removeIf(binding -> binding.virtualHost().equals(name));
        queues.values().removeIf(queue -> {
            boolean gone = queue.virtualHost().equals(name);
            if (gone) {
                removeEntries(queue.id());
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
