package org.leveretmq.exchange;

import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.error.ChannelException;
import org.leveretmq.statistics.History;
import org.leveretmq.statistics.Layout;
import org.leveretmq.types.FieldTable;

/** An exchange (AMQP 0-9-1 §2.1.2 and §3.1.3). Confined to the virtual host's loop. */
public final class Exchange implements Destination {
    /** The type of exchanges that keep messages back, as another type in {@code x-delayed-type} then routes them. */
    public static final String DELAYED_MESSAGE = "x-delayed-message";

    /** The type of exchanges that drop duplicates and send everything else everywhere. */
    public static final String MESSAGE_DEDUPLICATION = "x-message-deduplication";

    private static final String ALTERNATE_EXCHANGE = "alternate-exchange";
    private static final String DELAYED_EXCHANGE = "x-delayed-exchange";

    private final String name;
    private final ExchangeType type;
    private final boolean durable;
    private final boolean autoDelete;
    private final boolean internal;
    private final FieldTable arguments;
    private final @Nullable String alternateExchange;
    private final BindingTable bindings;
    private final boolean delays;
    private final @Nullable DuplicateFilter duplicates;
    private @Nullable String policyAlternateExchange;
    private boolean everBound;
    private final History history = new History(Layout.EXCHANGE);
    private long published;
    private long routed;

    /** An exchange without bindings. @throws ChannelException 406 naming the argument that does not suit the type */
    public Exchange(
            String name, ExchangeType type, boolean durable, boolean autoDelete, boolean internal, FieldTable arguments)
            throws ChannelException {
        this.name = name;
        this.type = type;
        this.durable = durable;
        this.autoDelete = autoDelete;
        this.internal = internal;
        this.arguments = arguments;
        this.alternateExchange = arguments.get(ALTERNATE_EXCHANGE) instanceof String alternate ? alternate : null;
        this.bindings = type.factory().newBindingTable(arguments);
        this.delays = type.name().equals(DELAYED_MESSAGE) || Boolean.TRUE.equals(arguments.get(DELAYED_EXCHANGE));
        boolean deduplicates = type.name().equals(MESSAGE_DEDUPLICATION);
        this.duplicates = deduplicates || Boolean.TRUE.equals(arguments.get(MESSAGE_DEDUPLICATION))
                ? DuplicateFilter.of(arguments, deduplicates)
                : null;
    }

    @Override
    public String name() {
        return name;
    }

    /** Its type. */
    public ExchangeType type() {
        return type;
    }

    /** Whether it survives a restart. */
    public boolean durable() {
        return durable;
    }

    /** Whether it goes with its last binding. */
    public boolean autoDelete() {
        return autoDelete;
    }

    /** Whether clients may not publish to it. */
    public boolean internal() {
        return internal;
    }

    /** The arguments it was declared with. */
    public FieldTable arguments() {
        return arguments;
    }

    /** The exchange for what finds no destination here, or null; what was declared goes before what a policy says. */
    public @Nullable String alternateExchange() {
        return alternateExchange == null ? policyAlternateExchange : alternateExchange;
    }

    /** The exchange that a policy names for what finds no destination here, or null. */
    public void policyAlternateExchange(@Nullable String name) {
        policyAlternateExchange = name;
    }

    /** Whether it keeps a message back for as long as the message says. */
    public boolean delays() {
        return delays;
    }

    /** What recognises duplicates, which it drops; null if it does not look for any. */
    public @Nullable DuplicateFilter duplicates() {
        return duplicates;
    }

    /** Its bindings. */
    public BindingTable bindings() {
        return bindings;
    }

    /** It has got a binding. */
    public void markBound() {
        everBound = true;
    }

    /** Whether it has ever had a binding, without which it is not deleted automatically. */
    public boolean everBound() {
        return everBound;
    }

    /** A message was published to it, or has come from another exchange. */
    public void countPublished() {
        published++;
    }

    /** Messages that have come. */
    public long published() {
        return published;
    }

    /** A message that was published to it has gone to so many queues. */
    public void countRouted(int queues) {
        routed += queues;
    }

    /** How its figures have developed. */
    public History history() {
        return history;
    }

    /** A figure as it is now. */
    public long value(Figure figure) {
        return switch (figure) {
            case PUBLISH_IN -> published;
            case PUBLISH_OUT -> routed;
            default -> 0;
        };
    }

    /** Its figures as they are now, with their rates. */
    public Figures figures() {
        return history.now(this::value);
    }
}
