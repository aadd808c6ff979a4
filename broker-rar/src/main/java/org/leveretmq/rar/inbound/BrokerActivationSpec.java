package org.leveretmq.rar.inbound;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.rar.inbound.selector.Selector;
import org.leveretmq.rar.session.Login;

/**
 * What a message-driven bean is configured with: the names of its {@code @ActivationConfigProperty}s are those of these properties. Set by one thread,
 * then not changed any more.
 */
public class BrokerActivationSpec implements ActivationSpec, Serializable {
    private static final long serialVersionUID = 1L;
    private static final int DEFAULT_PREFETCH = 10;
    private static final int MAX_PREFETCH = 65_535;
    private static final int MAX_CONCURRENCY = 1_000;
    private static final long DEFAULT_DELAY_MILLIS = 1_000;
    private static final long MAX_DELAY_MILLIS = Duration.ofDays(1).toMillis();

    private @Nullable String brokerName;
    private @Nullable String virtualHost;
    private @Nullable String userName;
    private @Nullable String password;
    private @Nullable String queue;
    private @Nullable Boolean declareQueue;
    private @Nullable String exchange;
    private @Nullable String exchangeType;
    private @Nullable String routingKey;
    private @Nullable String deadLetterExchange;
    private @Nullable String deadLetterRoutingKey;
    private @Nullable Integer prefetch;
    private @Nullable Integer concurrency;
    private @Nullable String selector;
    private @Nullable Long redeliveryDelayMillis;
    private @Nullable Integer maximumRedeliveries;
    private transient @Nullable ResourceAdapter resourceAdapter;

    /** Every property at its default; a queue or an exchange is still missing. */
    public BrokerActivationSpec() {}

    /** {@inheritDoc} The message names every property that is wrong, its value and what is allowed. */
    @Override
    public void validate() throws InvalidPropertyException {
        Map<String, String> wrong = new HashMap<>();
        if (given(queue) == null && given(exchange) == null) {
            wrong.put(
                    "queue",
                    "Property queue is missing: name the queue to receive from, or an exchange to bind one to");
        }
        requireExchange(wrong, "exchangeType", exchangeType);
        requireExchange(wrong, "routingKey", routingKey);
        if (!declaresQueue()) {
            requireDeclared(wrong, "deadLetterExchange", deadLetterExchange);
        }
        if (given(deadLetterRoutingKey) != null && given(deadLetterExchange) == null) {
            wrong.put("deadLetterRoutingKey", "Property deadLetterRoutingKey is of no use without deadLetterExchange");
        }
        if (given(password) != null && given(userName) == null) {
            wrong.put("password", "Property password is of no use without userName");
        }
        requireRange(wrong, "prefetch", prefetch(), 1, MAX_PREFETCH);
        requireRange(wrong, "concurrency", concurrency(), 1, MAX_CONCURRENCY);
        requireRange(wrong, "redeliveryDelayMillis", redeliveryDelay().toMillis(), 0, MAX_DELAY_MILLIS);
        requireRange(wrong, "maximumRedeliveries", maximumRedeliveries(), -1, Integer.MAX_VALUE);
        try {
            selector();
        } catch (IllegalArgumentException e) {
            wrong.put("selector", "Property selector: " + e.getMessage());
        }
        if (!wrong.isEmpty()) {
            throw invalid(wrong);
        }
    }

    private void requireExchange(Map<String, String> wrong, String property, @Nullable String value) {
        if (given(value) != null && given(exchange) == null) {
            wrong.put(property, "Property " + property + " is of no use without exchange");
        }
    }

    private static void requireDeclared(Map<String, String> wrong, String property, @Nullable String value) {
        if (given(value) != null) {
            wrong.put(
                    property,
                    "Property " + property
                            + " is of no use for a queue that is not declared here: set declareQueue to true");
        }
    }

    private static void requireRange(Map<String, String> wrong, String property, long value, long from, long to) {
        if (value < from || value > to) {
            wrong.put(
                    property,
                    "Property " + property + " is '" + value + "', but a number from " + from + " to " + to
                            + " is expected");
        }
    }

    private static InvalidPropertyException invalid(Map<String, String> wrong) {
        List<PropertyDescriptor> descriptors = new ArrayList<>();
        wrong.keySet().stream().sorted().forEach(property -> {
            try {
                descriptors.add(new PropertyDescriptor(property, BrokerActivationSpec.class));
            } catch (IntrospectionException e) {
                throw new IllegalStateException(e);
            }
        });
        InvalidPropertyException failure = new InvalidPropertyException(
                String.join("; ", wrong.values().stream().sorted().toList()));
        failure.setInvalidPropertyDescriptors(descriptors.toArray(PropertyDescriptor[]::new));
        return failure;
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** Which broker, where in it and as whom. */
    public Login login() {
        return Login.of(brokerName, virtualHost, userName, password);
    }

    /** The queue; null for one of the endpoint's own, which goes with it. */
    @Nullable
    String queueName() {
        return given(queue);
    }

    /** Whether the queue is to be declared; one that is bound to an exchange always is. */
    boolean declaresQueue() {
        return Boolean.TRUE.equals(declareQueue) || given(exchange) != null;
    }

    /** The exchange that the queue is to be bound to. */
    @Nullable
    String exchangeName() {
        return given(exchange);
    }

    String exchangeTypeName() {
        String type = given(exchangeType);
        return type == null ? "direct" : type;
    }

    String bindingKey() {
        String key = given(routingKey);
        return key == null ? "" : key;
    }

    /** Where the dead letters of the declared queue go. */
    @Nullable
    String deadLetterExchangeName() {
        return given(deadLetterExchange);
    }

    @Nullable
    String deadLetterKey() {
        return given(deadLetterRoutingKey);
    }

    int prefetch() {
        return prefetch == null ? Math.max(DEFAULT_PREFETCH, concurrency()) : prefetch;
    }

    int concurrency() {
        return concurrency == null ? 1 : concurrency;
    }

    /** What messages have to match; null for all. */
    @Nullable
    Selector selector() {
        String text = given(selector);
        return text == null ? null : Selector.parse(text);
    }

    Duration redeliveryDelay() {
        return Duration.ofMillis(redeliveryDelayMillis == null ? DEFAULT_DELAY_MILLIS : redeliveryDelayMillis);
    }

    /** -1 for no limit. */
    int maximumRedeliveries() {
        return maximumRedeliveries == null ? -1 : maximumRedeliveries;
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        resourceAdapter = adapter;
    }

    /** The name of the broker; empty for the only one in this server. */
    public @Nullable String getBrokerName() {
        return brokerName;
    }

    /** The name of the broker; empty for the only one in this server. */
    public void setBrokerName(@Nullable String brokerName) {
        this.brokerName = brokerName;
    }

    /** The virtual host; empty for {@code /}. */
    public @Nullable String getVirtualHost() {
        return virtualHost;
    }

    /** The virtual host; empty for {@code /}. */
    public void setVirtualHost(@Nullable String virtualHost) {
        this.virtualHost = virtualHost;
    }

    /** The user of the broker whose permissions apply; empty for every permission. */
    public @Nullable String getUserName() {
        return userName;
    }

    /** The user of the broker whose permissions apply; empty for every permission. */
    public void setUserName(@Nullable String userName) {
        this.userName = userName;
    }

    /** The user's password. */
    public @Nullable String getPassword() {
        return password;
    }

    /** The user's password. */
    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    /** The queue to receive from; empty, with an exchange, for one of the endpoint's own that goes with it. */
    public @Nullable String getQueue() {
        return queue;
    }

    /** The queue to receive from; empty, with an exchange, for one of the endpoint's own that goes with it. */
    public void setQueue(@Nullable String queue) {
        this.queue = queue;
    }

    /** Whether the queue is declared, durable, if it is not there; otherwise it is waited for. */
    public @Nullable Boolean getDeclareQueue() {
        return declareQueue;
    }

    /** Whether the queue is declared, durable, if it is not there; otherwise it is waited for. */
    public void setDeclareQueue(@Nullable Boolean declareQueue) {
        this.declareQueue = declareQueue;
    }

    /** The exchange to bind the queue to; both are declared if they are not there. */
    public @Nullable String getExchange() {
        return exchange;
    }

    /** The exchange to bind the queue to; both are declared if they are not there. */
    public void setExchange(@Nullable String exchange) {
        this.exchange = exchange;
    }

    /** The type to declare the exchange with; {@code direct} by default. */
    public @Nullable String getExchangeType() {
        return exchangeType;
    }

    /** The type to declare the exchange with; {@code direct} by default. */
    public void setExchangeType(@Nullable String exchangeType) {
        this.exchangeType = exchangeType;
    }

    /** The key of the binding; empty by default. */
    public @Nullable String getRoutingKey() {
        return routingKey;
    }

    /** The key of the binding; empty by default. */
    public void setRoutingKey(@Nullable String routingKey) {
        this.routingKey = routingKey;
    }

    /** Where dead letters of a queue go that is declared here. */
    public @Nullable String getDeadLetterExchange() {
        return deadLetterExchange;
    }

    /** Where dead letters of a queue go that is declared here. */
    public void setDeadLetterExchange(@Nullable String deadLetterExchange) {
        this.deadLetterExchange = deadLetterExchange;
    }

    /** The routing key of dead letters; their own by default. */
    public @Nullable String getDeadLetterRoutingKey() {
        return deadLetterRoutingKey;
    }

    /** The routing key of dead letters; their own by default. */
    public void setDeadLetterRoutingKey(@Nullable String deadLetterRoutingKey) {
        this.deadLetterRoutingKey = deadLetterRoutingKey;
    }

    /** The most messages that are fetched and not settled, 1 to 65535; 10 by default, or the concurrency if that is more. */
    public @Nullable Integer getPrefetch() {
        return prefetch;
    }

    /** The most messages that are fetched and not settled, 1 to 65535; 10 by default, or the concurrency if that is more. */
    public void setPrefetch(@Nullable Integer prefetch) {
        this.prefetch = prefetch;
    }

    /** The most messages that are processed at the same time, 1 to 1000; 1 by default, which keeps their order. */
    public @Nullable Integer getConcurrency() {
        return concurrency;
    }

    /** The most messages that are processed at the same time, 1 to 1000; 1 by default, which keeps their order. */
    public void setConcurrency(@Nullable Integer concurrency) {
        this.concurrency = concurrency;
    }

    /** What the headers of messages have to match: see {@link Selector}. */
    public @Nullable String getSelector() {
        return selector;
    }

    /** What the headers of messages have to match: see {@link Selector}. */
    public void setSelector(@Nullable String selector) {
        this.selector = selector;
    }

    /** How long a message waits that has come back, in milliseconds, 0 to a day; a second by default. */
    public @Nullable Long getRedeliveryDelayMillis() {
        return redeliveryDelayMillis;
    }

    /** How long a message waits that has come back, in milliseconds, 0 to a day; a second by default. */
    public void setRedeliveryDelayMillis(@Nullable Long redeliveryDelayMillis) {
        this.redeliveryDelayMillis = redeliveryDelayMillis;
    }

    /** How often a message is delivered again before it becomes a dead letter; -1, the default, for ever. */
    public @Nullable Integer getMaximumRedeliveries() {
        return maximumRedeliveries;
    }

    /** How often a message is delivered again before it becomes a dead letter; -1, the default, for ever. */
    public void setMaximumRedeliveries(@Nullable Integer maximumRedeliveries) {
        this.maximumRedeliveries = maximumRedeliveries;
    }

    /** What it receives from. */
    @Override
    public String toString() {
        return (given(queue) == null ? "a queue of its own" : "queue '" + queue + "'")
                + (given(exchange) == null ? "" : " of exchange '" + exchange + "'");
    }
}
