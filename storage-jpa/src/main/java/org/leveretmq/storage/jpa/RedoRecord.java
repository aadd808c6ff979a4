package org.leveretmq.storage.jpa;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;

/** Insertions and removals of messages as bytes and back: for each operation its kind, then its parts in order, texts and bytes behind their length. */
final class RedoRecord {
    private static final byte INSERT = 1;
    private static final byte REMOVE = 2;
    private static final int INSERT_BYTES = 1 + 2 * Long.BYTES + 1 + Integer.BYTES;
    private static final int PLACE_BYTES = 2 * Long.BYTES;
    private static final int REMOVE_BYTES = 1 + 3 * Long.BYTES + 2;

    private RedoRecord() {}

    /** The operations have to be insertions and removals. */
    static byte[] encode(List<StoreOperation> operations) {
        List<byte[]> texts = new ArrayList<>();
        int length = 0;
        for (StoreOperation operation : operations) {
            if (operation instanceof StoreOperation.InsertMessage insert) {
                length += INSERT_BYTES + insert.entries().size() * PLACE_BYTES;
                Message message = insert.message();
                length += add(texts, message.exchange().getBytes(StandardCharsets.UTF_8));
                length += add(texts, message.routingKey().getBytes(StandardCharsets.UTF_8));
                length += add(texts, message.properties().encoded());
                length += add(texts, message.body());
            } else {
                length += REMOVE_BYTES;
            }
        }
        ByteBuffer record = ByteBuffer.allocate(length);
        int text = 0;
        for (StoreOperation operation : operations) {
            if (operation instanceof StoreOperation.InsertMessage insert) {
                put(record, insert);
                for (int end = text + 4; text < end; text++) {
                    record.putInt(texts.get(text).length).put(texts.get(text));
                }
            } else if (operation instanceof StoreOperation.RemoveEntry remove) {
                put(record, remove);
            } else {
                throw new IllegalArgumentException("not an operation on messages: " + operation);
            }
        }
        return record.array();
    }

    private static int add(List<byte[]> texts, byte[] text) {
        texts.add(text);
        return Integer.BYTES + text.length;
    }

    private static void put(ByteBuffer record, StoreOperation.InsertMessage insert) {
        record.put(INSERT).putLong(insert.messageId()).putLong(insert.arrivedAtMillis());
        record.put((byte) (insert.lasting() ? 1 : 0)).putInt(insert.entries().size());
        for (EntryKey place : insert.entries()) {
            record.putLong(place.queueId()).putLong(place.position());
        }
    }

    private static void put(ByteBuffer record, StoreOperation.RemoveEntry remove) {
        record.put(REMOVE).putLong(remove.messageId());
        record.putLong(remove.entry().queueId()).putLong(remove.entry().position());
        record.put((byte) (remove.shared() ? 1 : 0)).put((byte) (remove.last() ? 1 : 0));
    }

    /** @throws UnreadableException if this is not what {@link #encode} has written */
    static List<StoreOperation> decode(byte[] record) throws UnreadableException {
        ByteBuffer rest = ByteBuffer.wrap(record);
        List<StoreOperation> operations = new ArrayList<>();
        try {
            while (rest.hasRemaining()) {
                byte kind = rest.get();
                if (kind == INSERT) {
                    operations.add(insert(rest));
                } else if (kind == REMOVE) {
                    operations.add(remove(rest));
                } else {
                    throw new UnreadableException("there is no operation " + kind, null);
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException | ConnectionException e) {
            throw new UnreadableException(String.valueOf(e.getMessage()), e);
        }
        return operations;
    }

    private static StoreOperation insert(ByteBuffer rest) throws ConnectionException {
        long messageId = rest.getLong();
        long arrivedAtMillis = rest.getLong();
        boolean lasting = rest.get() != 0;
        int count = rest.getInt();
        List<EntryKey> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(new EntryKey(rest.getLong(), rest.getLong()));
        }
        if (places.isEmpty()) {
            throw new IllegalArgumentException("message " + messageId + " has no place");
        }
        String exchange = new String(bytes(rest), StandardCharsets.UTF_8);
        String routingKey = new String(bytes(rest), StandardCharsets.UTF_8);
        MessageProperties properties = MessageProperties.wrap(bytes(rest));
        Message message = new Message(exchange, routingKey, properties, bytes(rest));
        return new StoreOperation.InsertMessage(messageId, message, arrivedAtMillis, places, lasting);
    }

    private static byte[] bytes(ByteBuffer rest) {
        int length = rest.getInt();
        if (length < 0 || length > rest.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        rest.get(bytes);
        return bytes;
    }

    private static StoreOperation remove(ByteBuffer rest) {
        long messageId = rest.getLong();
        EntryKey place = new EntryKey(rest.getLong(), rest.getLong());
        return new StoreOperation.RemoveEntry(messageId, place, rest.get() != 0, rest.get() != 0);
    }

    /** A record is damaged. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
