package org.leveretmq.rar.inbound;

import java.util.LinkedHashMap;
import java.util.Map;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.ExchangeOptions;

/** The queue that an endpoint receives from, with what has to be declared for it. */
record EndpointQueue(BrokerActivationSpec spec) {
    private static final String RESERVED = "amq.";

    /** Declares what is to be declared and returns the queue's name. */
    String open(LocalSession session) {
        String exchange = spec.exchangeName();
        if (exchange != null && !exchange.startsWith(RESERVED)) {
            session.declareExchange(
                    exchange, spec.exchangeTypeName(), new ExchangeOptions(true, false, false, FieldTable.EMPTY));
        }
        String queue = declared(session);
        if (exchange != null) {
            session.bindQueue(queue, exchange, spec.bindingKey(), Map.of());
        }
        return queue;
    }

    private String declared(LocalSession session) {
        String name = spec.queueName();
        if (name == null) {
            return session.declareQueue("", new QueueOptions(false, true, true, arguments()))
                    .name();
        }
        boolean missing = session.inspectQueue(name).isEmpty();
        return spec.declaresQueue() && missing
                ? session.declareQueue(name, new QueueOptions(true, false, false, arguments()))
                        .name()
                : name;
    }

    private FieldTable arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        String exchange = spec.deadLetterExchangeName();
        String key = spec.deadLetterKey();
        if (exchange != null) {
            arguments.put("x-dead-letter-exchange", exchange);
        }
        if (key != null) {
            arguments.put("x-dead-letter-routing-key", key);
        }
        return FieldTable.of(arguments);
    }
}
