package org.leveretmq.api.messaging;

/**
 * A queue at a moment.
 *
 * @param name its name
 * @param ready messages that wait
 * @param unacknowledged messages that were delivered and not settled yet
 * @param consumers its consumers
 */
public record QueueState(String name, int ready, int unacknowledged, int consumers) {}
