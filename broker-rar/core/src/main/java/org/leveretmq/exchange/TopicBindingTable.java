package org.leveretmq.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.leveretmq.message.Message;

/**
 * Bindings of a topic exchange (AMQP 0-9-1 §3.1.3.3): a trie of words in which {@code *} stands for one word and {@code #} for any
 * number, and what recent routing keys have led to. Confined to the virtual host's loop.
 */
final class TopicBindingTable implements BindingTable {
    private static final int REMEMBERED_KEYS = 4096;

    private final Set<Binding> all = new LinkedHashSet<>();
    private final TopicNode root = new TopicNode();

    /** What the last routing keys have led to, forgotten with every change of the bindings; the eldest goes first. */
    private final Map<String, List<Destination>> remembered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Destination>> eldest) {
            return size() > REMEMBERED_KEYS;
        }
    };

    @Override
    public boolean add(Binding binding) {
        if (!all.add(binding)) {
            return false;
        }
        remembered.clear();
        root.add(TopicWords.split(binding.routingKey()), 0, binding.destination());
        return true;
    }

    @Override
    public boolean remove(Binding binding) {
        if (!all.remove(binding)) {
            return false;
        }
        remembered.clear();
        root.remove(TopicWords.split(binding.routingKey()), 0, binding.destination());
        return true;
    }

    @Override
    public void route(String routingKey, Message message, Consumer<Destination> sink) {
        List<Destination> destinations = remembered.get(routingKey);
        if (destinations == null) {
            destinations = match(routingKey);
            remembered.put(routingKey, destinations);
        }
        for (int i = 0; i < destinations.size(); i++) {
            sink.accept(destinations.get(i));
        }
    }

    private List<Destination> match(String routingKey) {
        Set<Destination> matched = new LinkedHashSet<>();
        TopicMatcher.match(root, TopicWords.split(routingKey), matched);
        return new ArrayList<>(matched);
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
