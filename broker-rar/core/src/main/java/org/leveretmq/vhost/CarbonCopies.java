package org.leveretmq.vhost;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.message.Message;
import org.leveretmq.types.ArgumentText;
import org.leveretmq.types.FieldTable;

/** The headers {@code CC} and {@code BCC}, which add routing keys to a message; BCC is not passed on to consumers. */
final class CarbonCopies {
    private static final String CC = "CC";
    private static final String BCC = "BCC";

    private CarbonCopies() {}

    /** @throws ChannelException 406 if one of the headers is not an array of strings */
    static void validate(Message message) throws ChannelException {
        if (message.properties().hasHeaders()) {
            validate(CC, message.properties().headers());
            validate(BCC, message.properties().headers());
        }
    }

    private static void validate(String header, FieldTable headers) throws ChannelException {
        if (!headers.contains(header)) {
            return;
        }
        Object value = headers.get(header);
        boolean valid = value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        if (!valid) {
            throw ChannelException.preconditionFailed("invalid header '" + header
                    + "': an array of strings is expected, received " + ArgumentText.of(value));
        }
    }

    /** The keys that the two headers add; empty for nearly every message. The message was validated. */
    static List<String> moreKeys(Message message) {
        if (!message.properties().hasHeaders()) {
            return List.of();
        }
        FieldTable headers = message.properties().headers();
        if (!headers.contains(CC) && !headers.contains(BCC)) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        addAll(keys, headers.get(CC));
        addAll(keys, headers.get(BCC));
        return keys;
    }

    private static void addAll(List<String> keys, @Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(key -> keys.add((String) key));
        }
    }

    /** The message without its BCC header. */
    static Message withoutBlindCopies(Message message) {
        if (!message.properties().hasHeaders()
                || !message.properties().headers().contains(BCC)) {
            return message;
        }
        FieldTable headers = message.properties().headers().without(BCC);
        return new Message(
                message.exchange(),
                message.routingKey(),
                message.properties().toBuilder().headers(headers).build(),
                message.body());
    }
}
