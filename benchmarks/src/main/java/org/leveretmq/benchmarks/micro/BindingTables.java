package org.leveretmq.benchmarks.micro;

import java.util.Objects;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.BindingTable;
import org.leveretmq.exchange.Destination;
import org.leveretmq.exchange.ExchangeType;
import org.leveretmq.exchange.ExchangeTypes;
import org.leveretmq.types.FieldTable;

/** Empty binding tables, and queues to bind to. */
final class BindingTables {
    private BindingTables() {}

    static BindingTable of(String exchangeType) {
        ExchangeType type = Objects.requireNonNull(ExchangeTypes.standard().find(exchangeType));
        try {
            return type.factory().newBindingTable(FieldTable.EMPTY);
        } catch (ChannelException e) {
            throw new IllegalArgumentException(exchangeType + " needs arguments", e);
        }
    }

    static Destination queue(int number) {
        return new Queue("queue-" + number);
    }

    private record Queue(String name) implements Destination {}
}
