package org.leveretmq.queue;

import java.util.HashSet;
import java.util.Set;
import org.leveretmq.message.DuplicateKey;
import org.leveretmq.message.Message;

/** What the messages of a queue with {@code x-message-deduplication} are told apart by. Confined to the virtual host's loop. */
final class PresentKeys {
    private final String header;
    private final Set<Object> present = new HashSet<>();

    PresentKeys(String header) {
        this.header = header;
    }

    /** The message comes into the queue. Returns false if it is a duplicate and may not. */
    boolean add(Message message) {
        Object key = DuplicateKey.of(message, header);
        return key == null || present.add(key);
    }

    /** The message has left the queue. */
    void remove(Message message) {
        Object key = DuplicateKey.of(message, header);
        if (key != null) {
            present.remove(key);
        }
    }
}
