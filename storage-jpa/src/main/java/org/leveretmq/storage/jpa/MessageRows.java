package org.leveretmq.storage.jpa;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;

/** Messages as rows and back. */
final class MessageRows {
    /** The longest binary value that Derby keeps in a row. */
    private static final int MAX_INLINE_BYTES = 32_672;

    private static final byte[] EMPTY = {};

    private MessageRows() {}

    static MessageRow of(long messageId, EntryKey place, Message message, long arrivedAtMillis) {
        byte[] properties = message.properties().encoded();
        byte[] body = message.body();
        boolean inline = properties.length <= MAX_INLINE_BYTES && body.length <= MAX_INLINE_BYTES;
        return new MessageRow(
                messageId,
                place.queueId(),
                place.position(),
                arrivedAtMillis,
                message.exchange(),
                message.routingKey(),
                inline ? properties : null,
                inline ? body : null,
                inline ? null : joined(properties, body),
                properties.length);
    }

    /** A row that only has a key, to be removed. */
    static MessageRow stub(long messageId) {
        return new MessageRow(messageId, 0, 0, 0, "", "", null, null, null, 0);
    }

    private static byte[] joined(byte[] properties, byte[] body) {
        byte[] both = Arrays.copyOf(properties, properties.length + body.length);
        System.arraycopy(body, 0, both, properties.length, body.length);
        return both;
    }

    static Message message(MessageRow row) {
        byte[] large = row.largeContent;
        byte[] properties = large == null ? orEmpty(row.properties) : Arrays.copyOf(large, row.propertiesLength);
        byte[] body = large == null ? orEmpty(row.body) : Arrays.copyOfRange(large, row.propertiesLength, large.length);
        try {
            return new Message(row.exchange, row.routingKey, MessageProperties.wrap(properties), body);
        } catch (ConnectionException e) {
            throw new IllegalStateException("message " + row.messageId + " has unreadable properties", e);
        }
    }

    private static byte[] orEmpty(byte @Nullable [] bytes) {
        return bytes == null ? EMPTY : bytes;
    }
}
