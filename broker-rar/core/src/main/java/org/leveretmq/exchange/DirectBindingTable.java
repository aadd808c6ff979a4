package org.leveretmq.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.leveretmq.message.Message;

/** Bindings of a direct exchange: the routing key has to equal the binding key (AMQP 0-9-1 §3.1.3.1). Confined to the virtual host's loop. */
final class DirectBindingTable implements BindingTable {
    private final Set<Binding> all = new LinkedHashSet<>();
    private final Map<String, List<Destination>> byKey = new HashMap<>();

    @Override
    public boolean add(Binding binding) {
        if (!all.add(binding)) {
            return false;
        }
        byKey.computeIfAbsent(binding.routingKey(), key -> new ArrayList<>(1)).add(binding.destination());
        return true;
    }

    @Override
    public boolean remove(Binding binding) {
        if (!all.remove(binding)) {
            return false;
        }
        byKey.computeIfPresent(binding.routingKey(), (key, destinations) -> {
            destinations.remove(binding.destination());
            return destinations.isEmpty() ? null : destinations;
        });
        return true;
    }

    @Override
    public void route(String routingKey, Message message, Consumer<Destination> sink) {
        List<Destination> destinations = byKey.get(routingKey);
        if (destinations != null) {
            for (int i = 0; i < destinations.size(); i++) {
                sink.accept(destinations.get(i));
            }
        }
    }

    @Override
    public Collection<Binding> bindings() {
        return Collections.unmodifiableSet(all);
    }

    @Override
    public boolean isEmpty() {
        return all.isEmpty();
    }
}
