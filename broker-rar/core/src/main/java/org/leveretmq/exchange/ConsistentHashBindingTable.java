package org.leveretmq.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.message.Message;
import org.leveretmq.types.ArgumentText;
import org.leveretmq.types.FieldTable;

/**
 * Bindings of an exchange that spreads messages: each goes to one destination, equal keys to the same, in proportion to the binding keys, which
 * are weights. When a destination comes or goes, only the messages that it gains or loses move (weighted rendezvous hashing). What is hashed is the
 * routing key, or the header or property that the exchange's arguments name. Confined to the virtual host's loop.
 */
final class ConsistentHashBindingTable implements BindingTable {
    private static final String HASH_HEADER = "hash-header";
    private static final String HASH_ON = "x-hash-on";
    private static final String HASH_PROPERTY = "hash-property";
    private static final List<String> PROPERTIES = List.of("correlation_id", "message_id", "timestamp");
    private static final int MAX_WEIGHT = 1_000_000;

    /** A destination among which one is chosen; its seed makes it score independently of the others. */
    private record Candidate(Destination destination, long seed, int weight) {
        /** The time of the first event of a random process as fast as the weight; the earliest wins, in proportion to the weights. */
        double score(long hash) {
            long mixed = HashMixing.mix(hash ^ seed);
            double uniform = ((mixed >>> 11) + 0.5) * 0x1.0p-53;
            return -Math.log(uniform) / weight;
        }
    }

    private final @Nullable String header;
    private final @Nullable String property;
    private final Map<Binding, Candidate> candidates = new LinkedHashMap<>();
    private List<Candidate> list = List.of();

    /** @throws ChannelException 406 naming the argument that does not fit */
    ConsistentHashBindingTable(FieldTable arguments) throws ChannelException {
        String ofHeader = text(arguments, HASH_HEADER);
        header = ofHeader == null ? text(arguments, HASH_ON) : ofHeader;
        property = text(arguments, HASH_PROPERTY);
        if (header != null && property != null) {
            throw ChannelException.preconditionFailed(
                    "invalid args '" + HASH_HEADER + "' and '" + HASH_PROPERTY + "': only one of them is allowed");
        }
        if (property != null && !PROPERTIES.contains(property)) {
            throw ChannelException.preconditionFailed("invalid arg '" + HASH_PROPERTY + "': '" + property
                    + "' is none of " + String.join(", ", PROPERTIES));
        }
    }

    private static @Nullable String text(FieldTable arguments, String name) throws ChannelException {
        if (!arguments.contains(name)) {
            return null;
        }
        if (arguments.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw ChannelException.preconditionFailed("invalid arg '" + name
                + "': a string that is not empty is expected, received " + ArgumentText.of(arguments.get(name)));
    }

    @Override
    public boolean add(Binding binding) throws ChannelException {
        int weight = weight(binding.routingKey());
        if (candidates.containsKey(binding)) {
            return false;
        }
        long seed =
                HashMixing.mix(HashMixing.hash(binding.destination().name()) + HashMixing.hash(binding.routingKey()));
        candidates.put(binding, new Candidate(binding.destination(), seed, weight));
        list = new ArrayList<>(candidates.values());
        return true;
    }

    private static int weight(String bindingKey) throws ChannelException {
        try {
            int weight = Integer.parseInt(bindingKey);
            if (weight >= 1 && weight <= MAX_WEIGHT) {
                return weight;
            }
        } catch (NumberFormatException e) {
            throw invalidWeight(bindingKey);
        }
        throw invalidWeight(bindingKey);
    }

    private static ChannelException invalidWeight(String bindingKey) {
        return ChannelException.preconditionFailed(
                "The binding key of a consistent hash exchange is a weight, an integer from 1 to " + MAX_WEIGHT + ": '"
                        + bindingKey + "'");
    }

    @Override
    public boolean remove(Binding binding) {
        boolean removed = candidates.remove(binding) != null;
        list = new ArrayList<>(candidates.values());
        return removed;
    }

    @Override
    public void route(String routingKey, Message message, Consumer<Destination> sink) {
        if (list.isEmpty()) {
            return;
        }
        long hash = HashMixing.hash(key(routingKey, message));
        Candidate best = list.get(0);
        double bestScore = best.score(hash);
        for (int i = 1; i < list.size(); i++) {
            Candidate candidate = list.get(i);
            double score = candidate.score(hash);
            if (score < bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        sink.accept(best.destination);
    }

    private String key(String routingKey, Message message) {
        if (header != null) {
            return String.valueOf(message.properties().headers().get(header));
        }
        if (property == null) {
            return routingKey;
        }
        return switch (property) {
            case "correlation_id" -> String.valueOf(message.properties().correlationId());
            case "message_id" -> String.valueOf(message.properties().messageId());
            default -> String.valueOf(message.properties().timestamp());
        };
    }

    @Override
    public Collection<Binding> bindings() {
        return Collections.unmodifiableSet(candidates.keySet());
    }

    @Override
    public boolean isEmpty() {
        return candidates.isEmpty();
    }
}
