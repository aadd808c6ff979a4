package org.leveretmq.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.message.MessagePropertiesBuilder;
import org.leveretmq.types.FieldTable;

/** Operations of the contracts, with persistent messages that have all arrived at the same time. */
final class SampleOperations {
    static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();
    static final long ARRIVED = 1_700_000_000_123L;

    private SampleOperations() {}

    static StoreOperation putQueue(long id, String name) {
        return new StoreOperation.PutQueue(new StoredQueue(id, "/", name, false, FieldTable.EMPTY));
    }

    static StoreOperation insert(long id, String body, EntryKey... places) {
        Message message = new Message("x", "k", PERSISTENT, body.getBytes(StandardCharsets.UTF_8));
        return new StoreOperation.InsertMessage(id, message, ARRIVED, List.of(places));
    }

    static StoreOperation insert(long id, Message message, EntryKey... places) {
        return new StoreOperation.InsertMessage(id, message, ARRIVED, List.of(places));
    }

    static Message message(MessagePropertiesBuilder properties, String body) {
        return new Message("x", "k", properties.deliveryMode(2).build(), body.getBytes(StandardCharsets.UTF_8));
    }

    static EntryKey at(long queue, long position) {
        return new EntryKey(queue, position);
    }

    static String text(Message message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }
}
