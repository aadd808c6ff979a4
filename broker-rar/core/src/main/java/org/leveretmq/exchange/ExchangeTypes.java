package org.leveretmq.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.types.ArgumentText;
import org.leveretmq.types.FieldTable;

/** The exchange types that a broker knows. Immutable. */
public final class ExchangeTypes {
    private static final String DELAYED_TYPE = "x-delayed-type";

    private final Map<String, ExchangeType> byName = new LinkedHashMap<>();

    /** These types, and one that delays for all of them; names must be unique. */
    public ExchangeTypes(List<ExchangeType> types) {
        types.forEach(type -> byName.put(type.name(), type));
        byName.put(Exchange.DELAYED_MESSAGE, new ExchangeType(Exchange.DELAYED_MESSAGE, this::newDelayedBindingTable));
    }

    /** The four types of the specification, and those that RabbitMQ's users know as plugins. */
    public static ExchangeTypes standard() {
        return new ExchangeTypes(List.of(
                new ExchangeType("direct", arguments -> new DirectBindingTable()),
                new ExchangeType("fanout", arguments -> new FanoutBindingTable()),
                new ExchangeType("topic", arguments -> new TopicBindingTable()),
                new ExchangeType("headers", arguments -> new HeadersBindingTable()),
                new ExchangeType("x-consistent-hash", ConsistentHashBindingTable::new),
                new ExchangeType(Exchange.MESSAGE_DEDUPLICATION, arguments -> new FanoutBindingTable())));
    }

    private BindingTable newDelayedBindingTable(FieldTable arguments) throws ChannelException {
        Object name = arguments.get(DELAYED_TYPE);
        ExchangeType delayed =
                name instanceof String text && !text.equals(Exchange.DELAYED_MESSAGE) ? find(text) : null;
        if (delayed == null) {
            throw ChannelException.preconditionFailed("invalid arg '" + DELAYED_TYPE
                    + "': the name of another exchange type is expected, received " + ArgumentText.of(name));
        }
        return delayed.factory().newBindingTable(arguments);
    }

    /** The type of this name, or null. */
    public @Nullable ExchangeType find(String name) {
        return byName.get(name);
    }

    /** The names of all types. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }
}
