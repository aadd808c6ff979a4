package org.leveretmq.store;

/**
 * The place of a message in a queue.
 *
 * @param queueId the queue's id in the store
 * @param position the place in the queue, from 1, rising; unique in the queue for all time
 */
public record EntryKey(long queueId, long position) {}
