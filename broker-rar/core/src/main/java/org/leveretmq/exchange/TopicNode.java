package org.leveretmq.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of the trie of binding keys; each way from the root spells a key. Confined to the virtual host's loop. */
final class TopicNode {
    static final String ONE_WORD = "*";
    static final String ANY_WORDS = "#";

    private final Map<String, TopicNode> children = new HashMap<>();
    private final List<Destination> destinations = new ArrayList<>(1);

    List<Destination> destinations() {
        return destinations;
    }

    @Nullable
    TopicNode child(String word) {
        return children.get(word);
    }

    void add(List<String> words, int index, Destination destination) {
        if (index == words.size()) {
            destinations.add(destination);
        } else {
            children.computeIfAbsent(words.get(index), word -> new TopicNode()).add(words, index + 1, destination);
        }
    }

    void remove(List<String> words, int index, Destination destination) {
        if (index == words.size()) {
            destinations.remove(destination);
            return;
        }
        TopicNode child = children.get(words.get(index));
        if (child != null) {
            child.remove(words, index + 1, destination);
            if (child.children.isEmpty() && child.destinations.isEmpty()) {
                children.remove(words.get(index));
            }
        }
    }
}
