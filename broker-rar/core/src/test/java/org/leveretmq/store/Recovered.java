package org.leveretmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.store.SampleOperations.ARRIVED;

import java.util.ArrayList;
import java.util.List;

/** What a store has recovered, the topology as lines of text in order. */
final class Recovered implements RecoveryVisitor {
    final List<String> lines = new ArrayList<>();
    final List<StoredEntry> entries = new ArrayList<>();
    final List<StoredVirtualHost> hosts = new ArrayList<>();
    final List<StoredDefinition> definitions = new ArrayList<>();
    final List<StoredBranch> branches = new ArrayList<>();

    @Override
    public void virtualHost(StoredVirtualHost virtualHost) {
        lines.add("vhost " + virtualHost.name());
        hosts.add(virtualHost);
    }

    @Override
    public void definition(StoredDefinition definition) {
        definitions.add(definition);
    }

    @Override
    public void exchange(StoredExchange exchange) {
        lines.add("exchange " + exchange.name() + " " + exchange.type() + " " + exchange.arguments());
    }

    @Override
    public void queue(StoredQueue queue) {
        lines.add("queue " + queue.id() + " " + queue.name() + " " + queue.arguments());
    }

    @Override
    public void binding(StoredBinding binding) {
        lines.add("binding " + binding.source() + " -> " + binding.destination() + " " + binding.routingKey());
    }

    @Override
    public void branch(StoredBranch branch) {
        branches.add(branch);
    }

    @Override
    public void entry(StoredEntry entry) {
        assertThat(entry.arrivedAtMillis()).isEqualTo(ARRIVED);
        entries.add(entry);
    }
}
