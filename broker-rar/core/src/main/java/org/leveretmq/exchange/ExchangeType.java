package org.leveretmq.exchange;

import org.leveretmq.error.ChannelException;
import org.leveretmq.types.FieldTable;

/**
 * A type of exchanges (AMQP 0-9-1 §3.1.3).
 *
 * @param name the name that declarations use
 * @param factory makes the bindings of a new exchange
 */
public record ExchangeType(String name, Factory factory) {
    /** Makes the bindings of a new exchange. */
    public interface Factory {
        /** No bindings yet. @throws ChannelException 406 naming the argument that is missing, or has a wrong type or range */
        BindingTable newBindingTable(FieldTable arguments) throws ChannelException;
    }
}
