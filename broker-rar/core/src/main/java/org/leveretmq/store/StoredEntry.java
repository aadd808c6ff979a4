package org.leveretmq.store;

import org.leveretmq.message.Message;

/**
 * What a queue has to know of a stored message without the message itself, which {@link MessageStore#read} brings.
 *
 * @param messageId the message's id; the same id with another queue is the same message
 * @param key its place
 * @param shared whether the message was inserted with more than one entry
 * @param bodyBytes the size of its body
 * @param priority its priority, 0 to 255, or -1 if it has none
 * @param timeToLiveMillis its own time to live in milliseconds, or -1 if it has none
 * @param arrivedAtMillis when it came, in milliseconds since the epoch
 * @param redelivered whether it may have been delivered before: it is not known, or a {@link StoreOperation.MarkDelivered} says so
 */
public record StoredEntry(
        long messageId,
        EntryKey key,
        boolean shared,
        int bodyBytes,
        int priority,
        long timeToLiveMillis,
        long arrivedAtMillis,
        boolean redelivered) {
    /** Under which key {@link MessageStore#read} has the message itself. */
    public EntryKey home() {
        return shared ? EntryKey.ofShared(messageId) : key;
    }

    /** The time to live that the message says it has (AMQP 0-9-1 §1.8.2), -1 if that is nothing, or not a number. */
    public static long timeToLiveMillis(Message message) {
        String expiration = message.properties().expiration();
        if (expiration == null) {
            return -1;
        }
        try {
            return Math.max(-1, Long.parseLong(expiration));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
