package org.leveretmq.storage.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;

/** Messages as rows and back. */
final class MessageRows {
    /** What {@link #message} needs of a row, in this order. */
    static final String CONTENT_COLUMNS =
            "message_id, exchange, routing_key, properties_length, properties, body, large_content";

    private static final byte[] EMPTY = {};

    private MessageRows() {}

    static MessageRow of(long messageId, EntryKey place, Message message, long arrivedAtMillis) {
        MessageContent content = MessageContent.of(message);
        MessageRow row = new MessageRow(messageId, place, arrivedAtMillis, message);
        row.propertiesLength = content.propertiesLength();
        row.properties = content.properties();
        row.body = content.body();
        row.largeContent = content.large();
        return row;
    }

    /** The message in a row of {@link #CONTENT_COLUMNS}, null if it is unreadable. */
    static @Nullable Message message(ResultSet row) throws SQLException {
        int propertiesLength = row.getInt(4);
        byte[] large = row.getBytes(7);
        if (large != null && (propertiesLength < 0 || propertiesLength > large.length)) {
            return null;
        }
        byte[] properties = large == null ? orEmpty(row.getBytes(5)) : Arrays.copyOf(large, propertiesLength);
        byte[] body =
                large == null ? orEmpty(row.getBytes(6)) : Arrays.copyOfRange(large, propertiesLength, large.length);
        try {
            return new Message(row.getString(2), row.getString(3), MessageProperties.wrap(properties), body);
        } catch (ConnectionException e) {
            return null;
        }
    }

    private static byte[] orEmpty(byte @Nullable [] bytes) {
        return bytes == null ? EMPTY : bytes;
    }
}
