package org.leveretmq.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.leveretmq.error.ChannelException;
import org.leveretmq.message.Message;
import org.leveretmq.types.FieldTable;

/** Bindings of a headers exchange: the message's headers have to match the arguments (AMQP 0-9-1 §3.1.3.4). Confined to the virtual host's loop. */
final class HeadersBindingTable implements BindingTable {
    private final Map<Binding, HeadersMatch> all = new LinkedHashMap<>();
    private List<Map.Entry<Binding, HeadersMatch>> inOrder = List.of();

    @Override
    public boolean add(Binding binding) throws ChannelException {
        HeadersMatch match = HeadersMatch.of(binding.arguments());
        if (all.putIfAbsent(binding, match) != null) {
            return false;
        }
        inOrder = new ArrayList<>(all.entrySet());
        return true;
    }

    @Override
    public boolean remove(Binding binding) {
        boolean removed = all.remove(binding) != null;
        if (removed) {
            inOrder = new ArrayList<>(all.entrySet());
        }
        return removed;
    }

    @Override
    public void route(String routingKey, Message message, Consumer<Destination> sink) {
        FieldTable headers = message.properties().headers();
        for (int i = 0; i < inOrder.size(); i++) {
            Map.Entry<Binding, HeadersMatch> entry = inOrder.get(i);
            if (entry.getValue().matches(headers)) {
                sink.accept(entry.getKey().destination());
            }
        }
    }

    @Override
    public Collection<Binding> bindings() {
        return Collections.unmodifiableSet(all.keySet());
    }

    @Override
    public boolean isEmpty() {
        return all.isEmpty();
    }
}
