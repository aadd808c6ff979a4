package org.leveretmq.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicPatternsTest {
    @Test
    void binding_keys_are_different() {
        List<String> keys = TopicPatterns.bindingKeys(1000);

        assertThat(keys).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void most_binding_keys_have_wildcards() {
        List<String> keys = TopicPatterns.bindingKeys(1000);

        assertThat(keys)
                .filteredOn(key -> key.contains("*") || key.contains("#"))
                .hasSize(600);
    }
}
