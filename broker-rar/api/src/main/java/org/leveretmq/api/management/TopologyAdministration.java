package org.leveretmq.api.management;

import java.util.Map;

/**
 * The queues, exchanges and bindings of a broker. What is durable is stored when a method returns. Any thread that may block.
 *
 * <p>Every method throws {@link OperationRefusedException} with the code and text that an AMQP client would get (403 if permissions are missing),
 * {@link java.util.NoSuchElementException} if the virtual host does not exist, {@link IllegalArgumentException} if a value has no AMQP type, and
 * {@link IllegalStateException} if the store fails.
 */
public interface TopologyAdministration {
    /**
     * Declares a queue that is not exclusive; an equivalent one that exists already is fine.
     *
     * @param arguments strings, numbers, booleans, instants, and nested maps and lists of these
     * @return whether it is new
     */
    boolean declareQueue(
            String virtualHost, String name, boolean durable, boolean autoDelete, Map<String, Object> arguments);

    /**
     * Declares a queue that definitions tell of: one that exists already stays as it is, whatever it is like, and the name may be one that a broker has
     * chosen.
     *
     * @param arguments as of {@link #declareQueue}
     * @return whether it is new
     */
    boolean restoreQueue(
            String virtualHost, String name, boolean durable, boolean autoDelete, Map<String, Object> arguments);

    /** Deletes a queue, if wanted only one without consumers or without ready messages. Returns false if there is none of this name. */
    boolean deleteQueue(String virtualHost, String name, boolean ifUnused, boolean ifEmpty);

    /** Declares an exchange; an equivalent one that exists already is fine. Returns whether it is new. */
    boolean declareExchange(ExchangeInfo exchange);

    /** Declares an exchange that definitions tell of: one that exists already stays as it is, whatever it is like. Returns whether it is new. */
    boolean restoreExchange(ExchangeInfo exchange);

    /** Deletes an exchange, if wanted only one without bindings. Returns false if there is none of this name. */
    boolean deleteExchange(String virtualHost, String name, boolean ifUnused);

    /** Binds a queue or an exchange to an exchange; an equal binding that exists already is fine. Returns whether it is new. */
    boolean bind(BindingInfo binding);

    /** Takes a binding away. Returns false if there is no equal one. */
    boolean unbind(BindingInfo binding);
}
