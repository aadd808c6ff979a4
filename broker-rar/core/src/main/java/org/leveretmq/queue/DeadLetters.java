package org.leveretmq.queue;

import org.leveretmq.message.Message;

/** Takes messages that have died in a queue with a dead letter exchange. Confined to the virtual host's loop. */
public interface DeadLetters {
    /**
     * Publishes the message to the queue's dead letter exchange, but not now: the queue is at work and must not be entered again. If the client has
     * caused its death it comes before the client's next method, otherwise in a later task of the loop.
     *
     * @param published run when that has happened: the message is to leave the queue now, and not before, so that a crash cannot lose it
     */
    void accept(MessageQueue queue, Message message, DeathReason reason, Runnable published);
}
