package org.leveretmq.vhost;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.LogText;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Binding;
import org.leveretmq.exchange.Destination;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Message;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.PagedEntry;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.security.StoredUsers;
import org.leveretmq.security.User;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.MessageStore;
import org.leveretmq.store.RecoveryVisitor;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoredBinding;
import org.leveretmq.store.StoredBranch;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredEntry;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.store.StoredParameter;
import org.leveretmq.store.StoredPolicy;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.store.StoredVirtualHost;

/**
 * Puts what a store has kept back into virtual hosts, before anything else uses them; runs on the starting thread. What does not
 * fit together any more is left out, logged and counted.
 */
public final class Recovery implements RecoveryVisitor {
    private static final Logger LOGGER = System.getLogger(Recovery.class.getName());
    private static final int READ_BATCH = 1000;

    /** A message that has to be in memory, and where. */
    private record Place(VirtualHost host, MessageQueue queue, StoredEntry entry) {}

    /** A prepared transaction branch, with the entries that it settles as far as they are there. */
    public record PreparedBranch(VirtualHost host, StoredBranch stored, Map<EntryKey, QueueEntry> held) {}

    private final VirtualHosts virtualHosts;
    private final Map<Long, VirtualHost> hostOfQueue = new HashMap<>();
    private final Map<Long, MessageQueue> queues = new HashMap<>();
    private final List<Place> toRead = new ArrayList<>();
    private final List<PreparedBranch> branches = new ArrayList<>();
    private final Map<EntryKey, PreparedBranch> holders = new HashMap<>();
    private final StoredUsers users = new StoredUsers();
    private final List<VirtualHost> hosts = new ArrayList<>();
    private final List<StoredParameter> parameters = new ArrayList<>();
    private long messages;
    private long leftOut;

    /** Recovers into these virtual hosts. */
    public Recovery(VirtualHosts virtualHosts) {
        this.virtualHosts = virtualHosts;
    }

    /** Virtual hosts that were recovered; none from a store that was never used. */
    public int hostCount() {
        return hosts.size();
    }

    /** The users that were recovered. */
    public List<User> users() {
        return users.users();
    }

    /** The parameters that were recovered. */
    public List<StoredParameter> parameters() {
        return List.copyOf(parameters);
    }

    /** Entries of queues that were recovered. */
    public long messages() {
        return messages;
    }

    /** Queues that were recovered. */
    public int queueCount() {
        return queues.size();
    }

    /** Things that were left out. */
    public long leftOut() {
        return leftOut;
    }

    @Override
    public void virtualHost(StoredVirtualHost stored) {
        VirtualHost host = virtualHosts.create(stored.name());
        // Times to live and delays that are over must not end before everything is in its place.
        host.loop().hold();
        hosts.add(host);
        host.properties(new VirtualHostProperties(
                stored.description(), stored.tags(), stored.tracing(), stored.maxConnections(), stored.maxQueues()));
    }

    @Override
    public void definition(StoredDefinition definition) {
        if (definition instanceof StoredParameter parameter) {
            parameters.add(parameter);
            return;
        }
        if (!(definition instanceof StoredPolicy stored)) {
            users.add(definition);
            return;
        }
        try {
            Policy policy = Policy.of(
                    stored.name(), stored.pattern(), stored.applyTo(), stored.priority(), stored.definition());
            virtualHosts.create(stored.virtualHost()).putPolicy(policy, stored.operator());
        } catch (IllegalArgumentException e) {
            leaveOut("policy '" + stored.name() + "': " + e.getMessage());
        }
    }

    @Override
    public void exchange(StoredExchange stored) {
        try {
            virtualHosts.create(stored.virtualHost()).exchanges().restore(stored);
        } catch (ChannelException e) {
            leaveOut("exchange '" + stored.name() + "': " + e.getMessage());
        }
    }

    @Override
    public void queue(StoredQueue stored) {
        try {
            VirtualHost host = virtualHosts.create(stored.virtualHost());
            if (DelayedMessages.keeps(stored)) {
                Exchange exchange = host.exchanges().require(DelayedMessages.exchangeOf(stored));
                queues.put(stored.id(), host.delayed().restore(exchange, stored));
            } else {
                queues.put(stored.id(), host.queues().restore(stored));
            }
            hostOfQueue.put(stored.id(), host);
        } catch (ChannelException e) {
            leaveOut("queue '" + stored.name() + "': " + e.getMessage());
        }
    }

    @Override
    public void binding(StoredBinding stored) {
        VirtualHost host = virtualHosts.create(stored.virtualHost());
        Exchange source = host.exchanges().find(stored.source());
        Destination destination = stored.destinationIsQueue()
                ? host.queues().find(stored.destination())
                : host.exchanges().find(stored.destination());
        if (source == null || destination == null) {
            leaveOut(
                    "binding from '" + stored.source() + "' to '" + stored.destination() + "': one of them is missing");
            return;
        }
        try {
            host.bindings().restore(source, new Binding(destination, stored.routingKey(), stored.arguments()));
        } catch (ChannelException e) {
            leaveOut("binding from '" + stored.source() + "' to '" + stored.destination() + "': " + e.getMessage());
        }
    }

    @Override
    public void branch(StoredBranch stored) {
        PreparedBranch branch = new PreparedBranch(virtualHosts.create(stored.virtualHost()), stored, new HashMap<>());
        branches.add(branch);
        stored.settlements().forEach(settlement -> holders.put(settlement.key(), branch));
    }

    /** The branches that were recovered, after {@link #restoreMessages}. */
    public List<PreparedBranch> branches() {
        return branches;
    }

    @Override
    public void entry(StoredEntry entry) {
        virtualHosts.services().messageIds().accumulateAndGet(entry.messageId() + 1, Math::max);
        MessageQueue queue = queues.get(entry.key().queueId());
        VirtualHost host = hostOfQueue.get(entry.key().queueId());
        if (queue == null || host == null) {
            leaveOut("message " + entry.messageId() + ": its queue "
                    + entry.key().queueId() + " is missing");
        } else if (queue.pageable() && !holders.containsKey(entry.key())) {
            host.journal().recoveredPaged(entry.messageId(), entry.shared());
            queue.restore(paged(entry), entry.priority());
            messages++;
        } else {
            toRead.add(new Place(host, queue, entry));
        }
    }

    private static PagedEntry paged(StoredEntry entry) {
        long expiresAtMillis =
                entry.timeToLiveMillis() < 0 ? Long.MAX_VALUE : entry.arrivedAtMillis() + entry.timeToLiveMillis();
        return new PagedEntry(
                entry.messageId(),
                entry.key().position(),
                entry.arrivedAtMillis(),
                expiresAtMillis,
                entry.bodyBytes(),
                entry.shared(),
                entry.redelivered());
    }

    /**
     * Puts those messages back into their queues that have to be in memory, after everything was handed out.
     *
     * @throws StoreException if they cannot be read
     */
    public void restoreMessages(MessageStore store) throws StoreException {
        for (int from = 0; from < toRead.size(); from += READ_BATCH) {
            List<Place> batch = toRead.subList(from, Math.min(toRead.size(), from + READ_BATCH));
            Map<EntryKey, Message> read = store.read(
                    batch.stream().map(place -> place.entry.home()).distinct().toList());
            for (Place place : batch) {
                restore(place, read.get(place.entry.home()));
            }
        }
        toRead.clear();
    }

    /** Everything is in its place: from now on the virtual hosts' loops own it. */
    public void end() {
        hosts.forEach(host -> host.loop().release());
    }

    private void restore(Place place, @Nullable Message message) {
        StoredEntry entry = place.entry;
        if (message == null) {
            leaveOut("message " + entry.messageId() + " of queue '" + place.queue.name() + "': it cannot be read");
            return;
        }
        PreparedBranch holder = holders.get(entry.key());
        QueueEntry restored = holder == null
                ? place.queue.restore(message, entry.key().position(), entry.arrivedAtMillis(), entry.redelivered())
                : place.queue.restoreHeld(message, entry.key().position(), entry.arrivedAtMillis());
        if (holder != null) {
            holder.held.put(entry.key(), restored);
        }
        place.host.journal().recovered(entry.messageId(), entry.shared(), restored);
        messages++;
    }

    private void leaveOut(String what) {
        leftOut++;
        LOGGER.log(Level.WARNING, "Recovery leaves out {0}", LogText.of(what));
    }
}
