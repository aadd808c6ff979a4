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

/** Bindings of a fanout exchange: every message goes everywhere (AMQP 0-9-1 §3.1.3.2). Confined to the virtual host's loop. */
final class FanoutBindingTable implements BindingTable {
    private final Set<Binding> all = new LinkedHashSet<>();
    private final Map<Destination, Integer> bindingsTo = new HashMap<>();
    private final List<Destination> destinations = new ArrayList<>();

    @Override
    public boolean add(Binding binding) {
        if (!all.add(binding)) {
            return false;
        }
        if (bindingsTo.merge(binding.destination(), 1, Integer::sum) == 1) {
            destinations.add(binding.destination());
        }
        return true;
    }

    @Override
    public boolean remove(Binding binding) {
        if (!all.remove(binding)) {
            return false;
        }
        Integer left =
                bindingsTo.computeIfPresent(binding.destination(), (key, count) -> count == 1 ? null : count - 1);
        if (left == null) {
            destinations.remove(binding.destination());
        }
        return true;
    }

    @Override
    public void route(String routingKey, Message message, Consumer<Destination> sink) {
        for (int i = 0; i < destinations.size(); i++) {
            sink.accept(destinations.get(i));
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
