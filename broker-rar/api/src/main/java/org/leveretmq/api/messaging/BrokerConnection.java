package org.leveretmq.api.messaging;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An application's access to a virtual host of the broker in its server.
 *
 * <p><b>In a JTA transaction</b> publishing, receiving, acknowledging and rejecting take part in it: messages are visible, and leave their queues,
 * when it commits, and nothing has happened when it rolls back. <b>Outside of one</b> each call is done when it returns; a persistent message is
 * safe in the store then. Declaring, deleting, binding, purging and looking are never part of a transaction: they are done when they return.
 * Declaring what is there already with the same options, and deleting or unbinding what is not there, changes nothing.
 *
 * <p>Used by one thread at a time, and closed by the application; closing inside a transaction leaves what was done to the transaction.
 * Every method throws {@link BrokerException} with the reply code of AMQP 0-9-1 if the broker refuses: 404 for a queue or an exchange that does not exist,
 * 403 for what the user may not do, 406 for other options than those of what is there, 320 after {@link #close} and after the broker has stopped.
 */
public interface BrokerConnection extends AutoCloseable {
    /** Publishes a message; one that no queue receives is dropped. */
    void publish(String exchange, String routingKey, Message message);

    /**
     * Publishes a message.
     *
     * @param mandatory whether there has to be a queue for it. In a transaction that is found out at once, by the bindings of that moment
     * @throws UnroutableException 312 if it is mandatory and no queue receives it; nothing was published then
     */
    void publish(String exchange, String routingKey, Message message, boolean mandatory);

    /** Takes the first message of a queue; empty if there is none now. It has to be settled. */
    Optional<Delivery> receive(String queue);

    /**
     * Takes the first message of a queue, and waits for it.
     *
     * @param timeout how long to wait at most; zero does not wait
     * @return empty if there was none in that time. It has to be settled
     */
    Optional<Delivery> receive(String queue, Duration timeout);

    /**
     * Publishes a request and waits for the reply. The request gets a {@code replyTo} of this connection and a {@code correlationId}, if it has none.
     *
     * <p>Not possible in a transaction, as the request would leave with the commit only: call it from a method that is not transacted
     * ({@code @Transactional(NOT_SUPPORTED)} suspends the transaction).
     *
     * @return empty if there was no reply in that time
     * @throws UnroutableException 312 if no queue receives the request
     * @throws BrokerException 406 in a transaction
     */
    Optional<Message> request(String exchange, String routingKey, Message request, Duration timeout);

    /**
     * Publishes the reply to a request: to its {@code replyTo} and with its {@code correlationId}. A requester that is gone is no error.
     *
     * @throws IllegalArgumentException if the request has no {@code replyTo}
     */
    void reply(Message request, Message reply);

    /** Declares a durable queue without arguments. */
    QueueState declareQueue(String name);

    /**
     * Declares a queue.
     *
     * @param durable whether it survives a restart of the broker
     * @param autoDelete whether it goes with its last consumer
     * @param arguments such as {@code x-dead-letter-exchange}; values as in the headers of messages
     */
    QueueState declareQueue(String name, boolean durable, boolean autoDelete, Map<String, ?> arguments);

    /** A look at a queue; empty if there is none of this name. */
    Optional<QueueState> inspectQueue(String name);

    /** Deletes a queue and returns how many messages went with it. */
    int deleteQueue(String name);

    /** Drops the ready messages of a queue and returns how many there were. */
    int purgeQueue(String name);

    /**
     * Declares a durable exchange without arguments.
     *
     * @param type {@code direct}, {@code fanout}, {@code topic}, {@code headers} or another known one
     */
    void declareExchange(String name, String type);

    /**
     * Declares an exchange.
     *
     * @param type {@code direct}, {@code fanout}, {@code topic}, {@code headers} or another known one
     * @param durable whether it survives a restart of the broker
     * @param autoDelete whether it goes with its last binding
     * @param arguments such as {@code alternate-exchange}; values as in the headers of messages
     */
    void declareExchange(String name, String type, boolean durable, boolean autoDelete, Map<String, ?> arguments);

    /** Deletes an exchange. */
    void deleteExchange(String name);

    /** Binds a queue to an exchange. */
    void bindQueue(String queue, String exchange, String routingKey);

    /** Binds a queue to an exchange with arguments, as exchanges of type {@code headers} need them. */
    void bindQueue(String queue, String exchange, String routingKey, Map<String, ?> arguments);

    /** Unbinds a queue from an exchange. */
    void unbindQueue(String queue, String exchange, String routingKey);

    /** Unbinds a queue from an exchange; the arguments have to be those of the binding. */
    void unbindQueue(String queue, String exchange, String routingKey, Map<String, ?> arguments);

    /** Gives the connection back to the pool. Does nothing if it is closed already. */
    @Override
    void close();
}
