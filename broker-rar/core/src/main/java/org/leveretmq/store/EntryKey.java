package org.leveretmq.store;

/**
 * The place of a message in a queue.
 *
 * @param queueId the queue's id in the store, from 1
 * @param position the place in the queue, from 1, rising; unique in the queue for all time
 */
public record EntryKey(long queueId, long position) {
    /** Where a message is that has entries in several queues: no queue has this id. */
    public static EntryKey ofShared(long messageId) {
        return new EntryKey(0, messageId);
    }
}
