package org.leveretmq.exchange;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The exchange types that a broker knows. Immutable. */
public final class ExchangeTypes {
    private final Map<String, ExchangeType> byName;

    /** These types; names must be unique. */
    public ExchangeTypes(List<ExchangeType> types) {
        byName = types.stream().collect(Collectors.toUnmodifiableMap(ExchangeType::name, Function.identity()));
    }

    /** The four types of the specification. */
    public static ExchangeTypes standard() {
        return new ExchangeTypes(List.of(
                new ExchangeType("direct", DirectBindingTable::new),
                new ExchangeType("fanout", FanoutBindingTable::new),
                new ExchangeType("topic", TopicBindingTable::new),
                new ExchangeType("headers", HeadersBindingTable::new)));
    }

    /** The type of this name, or null. */
    public @Nullable ExchangeType find(String name) {
        return byName.get(name);
    }
}
