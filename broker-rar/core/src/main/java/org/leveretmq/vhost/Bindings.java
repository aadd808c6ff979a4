package org.leveretmq.vhost;

import java.util.ArrayList;
import java.util.List;
import org.leveretmq.durability.Journal;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Binding;
import org.leveretmq.exchange.Destination;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredBinding;

/** The bindings of a virtual host (AMQP 0-9-1 §1.6.2 and §1.7.2). Confined to its loop. */
public final class Bindings {
    private final String virtualHost;
    private final Journal journal;
    private final BindingIndex index = new BindingIndex();

    Bindings(String virtualHost, Journal journal) {
        this.virtualHost = virtualHost;
        this.journal = journal;
    }

    /**
     * Binds; an equal binding that exists already is fine.
     *
     * @return whether it is new
     * @throws ChannelException 406 if the arguments do not suit the exchange
     */
    boolean add(Exchange source, Binding binding) throws ChannelException {
        boolean added = restore(source, binding);
        if (added && durable(source, binding.destination())) {
            journal.define(new StoreOperation.PutBinding(stored(source, binding)), () -> remove(source, binding));
        }
        return added;
    }

    /** Binds again what the store has kept. Returns whether it is new. */
    boolean restore(Exchange source, Binding binding) throws ChannelException {
        boolean added = source.bindings().add(binding);
        if (added) {
            source.markBound();
            index.add(source, binding);
        }
        return added;
    }

    /** Unbinds. Returns false if there was no such binding. */
    boolean remove(Exchange source, Binding binding) {
        if (!source.bindings().remove(binding)) {
            return false;
        }
        index.remove(source, binding);
        forget(source, binding);
        return true;
    }

    /** Unbinds everything that leads to the destination. Returns the exchanges that it was bound to. */
    List<Exchange> removeAllTo(Destination destination) {
        List<Exchange> sources = new ArrayList<>();
        for (BindingIndex.Bound bound : index.removeAll(destination)) {
            bound.source().bindings().remove(bound.binding());
            forget(bound.source(), bound.binding());
            sources.add(bound.source());
        }
        return sources;
    }

    /** Unbinds everything that starts from the exchange. */
    void removeAllFrom(Exchange source) {
        for (Binding binding : List.copyOf(source.bindings().bindings())) {
            remove(source, binding);
        }
    }

    private void forget(Exchange source, Binding binding) {
        if (durable(source, binding.destination())) {
            journal.define(new StoreOperation.RemoveBinding(stored(source, binding)));
        }
    }

    private StoredBinding stored(Exchange source, Binding binding) {
        Destination destination = binding.destination();
        return new StoredBinding(
                virtualHost,
                source.name(),
                destination.name(),
                destination instanceof MessageQueue,
                binding.routingKey(),
                binding.arguments());
    }

    private static boolean durable(Exchange source, Destination destination) {
        return source.durable()
                && (destination instanceof MessageQueue queue
                        ? Queues.stored(queue)
                        : destination instanceof Exchange exchange && exchange.durable());
    }
}
