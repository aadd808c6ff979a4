package org.leveretmq.exchange;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the trie of binding keys word by word, keeping the set of nodes that are still possible, so that the effort is bounded by the words
 * times the nodes, however many {@code #} the keys have. Confined to the virtual host's loop.
 */
final class TopicMatcher {
    private TopicMatcher() {}

    static void match(TopicNode root, List<String> words, Set<Destination> matched) {
        Set<TopicNode> active = new LinkedHashSet<>();
        Set<TopicNode> anyWords = new HashSet<>();
        activate(root, active, anyWords);
        for (String word : words) {
            Set<TopicNode> next = new LinkedHashSet<>();
            Set<TopicNode> nextAnyWords = new HashSet<>();
            for (TopicNode node : active) {
                if (anyWords.contains(node)) {
                    activateAnyWords(node, next, nextAnyWords);
                }
                activateIfPresent(node.child(TopicNode.ONE_WORD), next, nextAnyWords);
                if (!word.equals(TopicNode.ONE_WORD) && !word.equals(TopicNode.ANY_WORDS)) {
                    activateIfPresent(node.child(word), next, nextAnyWords);
                }
            }
            active = next;
            anyWords = nextAnyWords;
        }
        active.forEach(node -> matched.addAll(node.destinations()));
    }

    private static void activateIfPresent(@Nullable TopicNode node, Set<TopicNode> active, Set<TopicNode> anyWords) {
        if (node != null) {
            activate(node, active, anyWords);
        }
    }

    /** The node is possible, and with it those behind a {@code #}, which may stand for no word at all. */
    private static void activate(TopicNode node, Set<TopicNode> active, Set<TopicNode> anyWords) {
        active.add(node);
        TopicNode any = node.child(TopicNode.ANY_WORDS);
        if (any != null) {
            activateAnyWords(any, active, anyWords);
        }
    }

    /** The node was reached by a {@code #}: it stays possible whatever word comes. */
    private static void activateAnyWords(TopicNode node, Set<TopicNode> active, Set<TopicNode> anyWords) {
        if (anyWords.add(node)) {
            activate(node, active, anyWords);
        }
    }
}
