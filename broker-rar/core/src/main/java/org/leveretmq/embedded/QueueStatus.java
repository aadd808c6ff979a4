package org.leveretmq.embedded;

/**
 * A queue at a moment.
 *
 * @param name its name
 * @param ready messages waiting
 * @param unacknowledged messages delivered and not yet acknowledged
 * @param consumers active consumers
 */
public record QueueStatus(String name, int ready, int unacknowledged, int consumers) {}
