package org.leveretmq.vhost;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leveretmq.exchange.Binding;
import org.leveretmq.exchange.Destination;
import org.leveretmq.exchange.Exchange;

/** Which bindings lead to a destination, so that they can be taken away with it. Confined to the virtual host's loop. */
final class BindingIndex {
    /** A binding and the exchange it starts from. */
    record Bound(Exchange source, Binding binding) {}

    private final Map<Destination, Set<Bound>> byDestination = new HashMap<>();

    void add(Exchange source, Binding binding) {
        byDestination
                .computeIfAbsent(binding.destination(), destination -> new LinkedHashSet<>())
                .add(new Bound(source, binding));
    }

    void remove(Exchange source, Binding binding) {
        byDestination.computeIfPresent(binding.destination(), (destination, bound) -> {
            bound.remove(new Bound(source, binding));
            return bound.isEmpty() ? null : bound;
        });
    }

    /** Forgets all bindings that lead to the destination and returns them. */
    Collection<Bound> removeAll(Destination destination) {
        Set<Bound> bound = byDestination.remove(destination);
        return bound == null ? List.of() : bound;
    }
}
