package org.leveretmq.api.management;

/**
 * The sizes of what a queue holds. Bytes are those of bodies.
 *
 * @param readyBytes of the messages waiting
 * @param unacknowledgedBytes of the messages delivered and not yet acknowledged
 * @param persistent how many messages are persistent
 * @param persistentBytes of the persistent messages
 * @param resident how many messages are in memory
 * @param residentBytes of the messages in memory
 */
public record MessageSizes(
        long readyBytes,
        long unacknowledgedBytes,
        long persistent,
        long persistentBytes,
        long resident,
        long residentBytes) {
    /** Of an empty queue. */
    public static final MessageSizes NONE = new MessageSizes(0, 0, 0, 0, 0, 0);
}
