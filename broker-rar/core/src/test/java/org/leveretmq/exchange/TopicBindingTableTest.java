package org.leveretmq.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.types.FieldTable;

class TopicBindingTableTest {
    private record Named(String name) implements Destination {}

    private static final Message MESSAGE = new Message("x", "k", MessageProperties.EMPTY, new byte[0]);

    private final TopicBindingTable table = new TopicBindingTable();

    private void bind(String pattern) {
        table.add(new Binding(new Named(pattern), pattern, FieldTable.EMPTY));
    }

    private Set<String> route(String key) {
        Set<String> reached = new LinkedHashSet<>();
        table.route(key, MESSAGE, destination -> reached.add(destination.name()));
        return reached;
    }

    /** The rules as they are written, one word after the other. */
    private static boolean matches(List<String> pattern, List<String> key) {
        if (pattern.isEmpty()) {
            return key.isEmpty();
        }
        String first = pattern.get(0);
        List<String> rest = pattern.subList(1, pattern.size());
        if (first.equals("#")) {
            return matches(rest, key) || (!key.isEmpty() && matches(pattern, key.subList(1, key.size())));
        }
        return !key.isEmpty()
                && (first.equals("*") || first.equals(key.get(0)))
                && matches(rest, key.subList(1, key.size()));
    }

    private static String random(Random random, String... words) {
        List<String> topic = new ArrayList<>();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            topic.add(words[random.nextInt(words.length)]);
        }
        return String.join(".", topic);
    }

    @RepeatedTest(20)
    void agrees_with_the_rules_as_written() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Set<String> patterns = new LinkedHashSet<>();
        for (int step = 0; step < 300; step++) {
            String pattern = random(random, "a", "b", "*", "#", "");
            if (random.nextInt(4) == 0) {
                patterns.remove(pattern);
                table.remove(new Binding(new Named(pattern), pattern, FieldTable.EMPTY));
            } else {
                patterns.add(pattern);
                bind(pattern);
            }
            String key = random(random, "a", "b", "c", "");
            Set<String> expected = new LinkedHashSet<>();
            for (String candidate : patterns) {
                if (matches(TopicWords.split(candidate), TopicWords.split(key))) {
                    expected.add(candidate);
                }
            }
            assertThat(route(key)).as("key '%s', seed %d", key, seed).isEqualTo(expected);
        }
    }

    @Test
    void binds_ten_thousand_patterns_and_still_finds_the_few_that_match() {
        for (int i = 0; i < 10_000; i++) {
            bind("#." + i % 100 + ".*." + i + ".#");
        }

        assertThat(route("x.y.7.z.107.w")).containsExactly("#.7.*.107.#");
        assertThat(route("x.y")).isEmpty();
    }
}
