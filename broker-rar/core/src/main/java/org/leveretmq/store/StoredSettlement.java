package org.leveretmq.store;

/**
 * How a prepared branch ends a delivery, if it is committed.
 *
 * @param messageId the message, 0 if the store does not have it
 * @param key its place
 */
public record StoredSettlement(long messageId, EntryKey key, Kind kind) {
    /** What becomes of the entry. */
    public enum Kind {
        /** It was processed and leaves its queue. */
        ACKNOWLEDGED,
        /** It was not processed and leaves its queue, by way of the dead letter exchange if there is one. */
        REJECTED,
        /** It was not processed and goes back to its place. */
        REQUEUED
    }
}
