package org.leveretmq.security;

/** What a user may do in one virtual host. Asked on the virtual host's loop, so it must not block. */
public interface AccessControl {
    /** Whether the user may open the virtual host. */
    boolean mayAccess();

    /** Whether the user may declare and delete the queue or exchange. */
    boolean mayConfigure(String resource);

    /** Whether the user may publish to the exchange, or bind the queue or exchange as a destination. */
    boolean mayWrite(String resource);

    /** Whether the user may consume from the queue, or bind to the exchange. */
    boolean mayRead(String resource);

    /** Whether the user may publish to the topic exchange with this routing key. */
    boolean mayWriteTopic(String exchange, String routingKey);

    /** Whether the user may bind to the topic exchange with this routing key. */
    boolean mayReadTopic(String exchange, String routingKey);
}
