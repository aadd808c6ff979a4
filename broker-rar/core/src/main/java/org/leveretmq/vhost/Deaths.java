package org.leveretmq.vhost;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessagePropertiesBuilder;
import org.leveretmq.queue.DeathReason;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.types.FieldTable;

/** The history of a message that was dead-lettered, in its header {@code x-death}, newest first, as RabbitMQ writes it. */
final class Deaths {
    private static final String DEATHS = "x-death";
    private static final String CC = "CC";
    private static final String QUEUE = "queue";
    private static final String REASON = "reason";
    private static final String COUNT = "count";

    private Deaths() {}

    /** The message as it goes to the dead letter exchange: with one more death, without its time to live. */
    static Message record(Message message, MessageQueue queue, DeathReason reason, String exchange, Instant time) {
        String newKey = queue.arguments().deadLetterRoutingKey();
        FieldTable headers = message.properties().headers();
        FieldTable died = withDeath(headers, message, queue.name(), reason, time);
        MessagePropertiesBuilder properties = message.properties().toBuilder().expiration(null);
        properties.headers(newKey == null ? died : died.without(CC));
        String key = newKey == null ? message.routingKey() : newKey;
        return new Message(exchange, key, properties.build(), message.body());
    }

    private static FieldTable withDeath(
            FieldTable headers, Message message, String queue, DeathReason reason, Instant time) {
        List<Object> deaths = new ArrayList<>();
        long count = 1;
        FieldTable known = null;
        for (Object death : deathsOf(headers)) {
            if (known == null && same(death, queue, reason.text())) {
                known = (FieldTable) death;
                count += known.get(COUNT) instanceof Long before ? before : 1;
            } else {
                deaths.add(death);
            }
        }
        deaths.add(0, known == null ? newDeath(message, queue, reason, time) : known.with(COUNT, count));
        FieldTable result = headers.with(DEATHS, deaths);
        if (!headers.contains("x-first-death-reason")) {
            result = summary(result, "x-first-death-", message.exchange(), queue, reason);
        }
        return summary(result, "x-last-death-", message.exchange(), queue, reason);
    }

    private static FieldTable summary(
            FieldTable headers, String prefix, String exchange, String queue, DeathReason reason) {
        return headers.with(prefix + "exchange", exchange)
                .with(prefix + QUEUE, queue)
                .with(prefix + REASON, reason.text());
    }

    private static FieldTable newDeath(Message message, String queue, DeathReason reason, Instant time) {
        Map<String, Object> death = new LinkedHashMap<>();
        death.put(COUNT, 1L);
        death.put(REASON, reason.text());
        death.put(QUEUE, queue);
        death.put("time", time);
        death.put("exchange", message.exchange());
        List<String> keys = new ArrayList<>();
        keys.add(message.routingKey());
        keys.addAll(CarbonCopies.moreKeys(message));
        death.put("routing-keys", keys);
        String expiration = message.properties().expiration();
        if (expiration != null) {
            death.put("original-expiration", expiration);
        }
        return FieldTable.of(death);
    }

    private static List<?> deathsOf(FieldTable headers) {
        return headers.get(DEATHS) instanceof List<?> deaths ? deaths : List.of();
    }

    private static boolean same(@Nullable Object death, String queue, String reason) {
        return death instanceof FieldTable table && queue.equals(table.get(QUEUE)) && reason.equals(table.get(REASON));
    }

    /** Whether the message has died in this queue before, and since then never by a rejection: it would go round for ever. */
    static boolean cycle(Message message, String queue) {
        for (Object death : deathsOf(message.properties().headers())) {
            if (!(death instanceof FieldTable table)
                    || DeathReason.REJECTED.text().equals(table.get(REASON))) {
                return false;
            }
            if (queue.equals(table.get(QUEUE))) {
                return true;
            }
        }
        return false;
    }
}
