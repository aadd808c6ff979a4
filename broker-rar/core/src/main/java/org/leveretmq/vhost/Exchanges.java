package org.leveretmq.vhost;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.durability.Journal;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.exchange.ExchangeType;
import org.leveretmq.exchange.ExchangeTypes;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredExchange;
import org.leveretmq.types.ArgumentText;
import org.leveretmq.types.FieldTable;

/** The exchanges of a virtual host (AMQP 0-9-1 §1.6). Confined to its loop. */
public final class Exchanges {
    /** The argument that names the exchange for what cannot be routed. */
    public static final String ALTERNATE_EXCHANGE = "alternate-exchange";

    private static final String DEFAULT = "";

    private final String virtualHost;
    private final ExchangeTypes types;
    private final Journal journal;
    private final Consumer<Exchange> created;
    /** Told of an exchange that the store does not take. */
    private final Consumer<Exchange> refused;

    private final Map<String, Exchange> byName = new HashMap<>();
    private final Exchange defaultExchange;

    Exchanges(
            String virtualHost,
            ExchangeTypes types,
            Journal journal,
            Consumer<Exchange> created,
            Consumer<Exchange> refused) {
        this.virtualHost = virtualHost;
        this.types = types;
        this.journal = journal;
        this.created = created;
        this.refused = refused;
        this.defaultExchange = predeclare(DEFAULT, "direct", false);
        predeclare("amq.direct", "direct", false);
        predeclare("amq.fanout", "fanout", false);
        predeclare("amq.topic", "topic", false);
        predeclare("amq.headers", "headers", false);
        predeclare("amq.match", "headers", false);
        predeclare("amq.rabbitmq.trace", "topic", true);
    }

    private Exchange predeclare(String name, String typeName, boolean internal) {
        ExchangeType type = types.find(typeName);
        if (type == null) {
            throw new IllegalArgumentException("The exchange type '" + typeName + "' is missing");
        }
        try {
            Exchange exchange = new Exchange(name, type, true, false, internal, FieldTable.EMPTY);
            byName.put(name, exchange);
            return exchange;
        } catch (ChannelException e) {
            throw new IllegalArgumentException("The exchange type '" + typeName + "' needs arguments", e);
        }
    }

    /** Whether it is the exchange without a name, to which every queue is bound by its own name (AMQP 0-9-1 §3.1.3.1). */
    public boolean isDefault(Exchange exchange) {
        return exchange == defaultExchange;
    }

    /** The exchange with this name, or null. */
    public @Nullable Exchange find(String name) {
        return byName.get(name);
    }

    /** The exchange with this name. @throws ChannelException 404 if there is none */
    public Exchange require(String name) throws ChannelException {
        Exchange exchange = byName.get(name);
        if (exchange == null) {
            throw ChannelException.notFound("no " + describe(name));
        }
        return exchange;
    }

    /** All exchanges, the default one included, in no order. */
    public Collection<Exchange> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /**
     * Declares an exchange (AMQP 0-9-1 §1.6.2.1); an equivalent one that exists already is fine.
     *
     * @throws ChannelException 403 for the default exchange and new reserved names, 406 if an exchange with this name differs, the type is
     *     unknown, or the alternate exchange is not a string
     */
    public Exchange declare(String name, String typeName, ExchangeOptions options) throws ChannelException {
        requireNotDefault(name);
        Exchange existing = byName.get(name);
        ExchangeType type = requireType(typeName);
        if (existing != null) {
            requireEquivalent(existing, typeName, options);
            return existing;
        }
        ReservedNames.requireFree("exchange", name);
        requireAlternateExchangeName(name, options.arguments());
        Exchange exchange = create(name, type, options);
        if (options.durable()) {
            StoredExchange stored = new StoredExchange(
                    virtualHost, name, typeName, options.autoDelete(), options.internal(), options.arguments());
            journal.define(new StoreOperation.PutExchange(stored), () -> refused.accept(exchange));
        }
        return exchange;
    }

    private Exchange create(String name, ExchangeType type, ExchangeOptions options) throws ChannelException {
        Exchange exchange = new Exchange(
                name, type, options.durable(), options.autoDelete(), options.internal(), options.arguments());
        byName.put(name, exchange);
        created.accept(exchange);
        return exchange;
    }

    /** Makes an exchange again that the store has kept. @throws ChannelException 406 if its type is unknown, or its arguments do not suit it */
    void restore(StoredExchange stored) throws ChannelException {
        ExchangeType type = requireType(stored.type());
        create(
                stored.name(),
                type,
                new ExchangeOptions(true, stored.autoDelete(), stored.internal(), stored.arguments()));
    }

    private ExchangeType requireType(String name) throws ChannelException {
        ExchangeType type = types.find(name);
        if (type == null) {
            throw ChannelException.preconditionFailed("unknown exchange type '" + name + "'");
        }
        return type;
    }

    private void requireEquivalent(Exchange existing, String typeName, ExchangeOptions options)
            throws ChannelException {
        Equivalence equivalence = new Equivalence(describe(existing.name()));
        equivalence.same("type", typeName, existing.type().name());
        equivalence.same("durable", options.durable(), existing.durable());
        equivalence.same("auto_delete", options.autoDelete(), existing.autoDelete());
        equivalence.same("internal", options.internal(), existing.internal());
        equivalence.sameArguments(
                List.of(ALTERNATE_EXCHANGE, "x-delayed-type"), options.arguments(), existing.arguments());
    }

    private void requireAlternateExchangeName(String name, FieldTable arguments) throws ChannelException {
        if (arguments.contains(ALTERNATE_EXCHANGE) && !(arguments.get(ALTERNATE_EXCHANGE) instanceof String)) {
            throw ChannelException.preconditionFailed("invalid arg '" + ALTERNATE_EXCHANGE + "' for " + describe(name)
                    + ": a string is expected, received " + ArgumentText.of(arguments.get(ALTERNATE_EXCHANGE)));
        }
    }

    /**
     * Checks that a client may delete the exchange.
     *
     * @throws ChannelException 403 for the default and the predeclared exchanges, 406 if it is to be unused and is not
     */
    void requireDeletable(Exchange exchange, boolean used) throws ChannelException {
        requireNotDefault(exchange.name());
        if (ReservedNames.reserved(exchange.name())) {
            throw ChannelException.accessRefused("deletion of system " + describe(exchange.name()) + " not allowed");
        }
        if (used) {
            throw ChannelException.preconditionFailed(describe(exchange.name()) + " in use");
        }
    }

    /** Takes the exchange away; its bindings are gone already. */
    void remove(Exchange exchange) {
        byName.remove(exchange.name());
        if (exchange.durable()) {
            journal.define(new StoreOperation.RemoveExchange(virtualHost, exchange.name()));
        }
    }

    /** @throws ChannelException 403 if the name is that of the default exchange */
    void requireNotDefault(String name) throws ChannelException {
        if (name.isEmpty()) {
            throw ChannelException.accessRefused("operation not permitted on the default exchange");
        }
    }

    private String describe(String name) {
        return "exchange '" + name + "' in vhost '" + virtualHost + "'";
    }
}
