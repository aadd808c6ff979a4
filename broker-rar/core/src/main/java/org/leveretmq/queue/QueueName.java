package org.leveretmq.queue;

/** The full name of a queue; its text form is the one that error texts use: {@code queue 'q' in vhost '/'}. */
public record QueueName(String virtualHost, String name) {
    @Override
    public String toString() {
        return "queue '" + name + "' in vhost '" + virtualHost + "'";
    }
}
