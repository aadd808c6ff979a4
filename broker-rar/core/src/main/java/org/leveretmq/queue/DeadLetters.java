package org.leveretmq.queue;

import org.leveretmq.message.Message;

/** Takes messages that have died in a queue with a dead letter exchange. Confined to the virtual host's loop. */
public interface DeadLetters {
    /**
     * Publishes the message to the queue's dead letter exchange, not before the current task of the loop has ended.
     *
     * @param published run when that has happened: the message is to leave the queue now, and not before, so that a crash cannot lose it
     */
    void accept(MessageQueue queue, Message message, DeathReason reason, Runnable published);
}
