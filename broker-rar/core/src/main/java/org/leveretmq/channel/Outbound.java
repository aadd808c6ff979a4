package org.leveretmq.channel;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.Message;
import org.leveretmq.queue.Consumer;
import org.leveretmq.wire.method.Method;

/**
 * The way to a client, in order. Everything but {@link #failConnection} is confined to the virtual host's loop; what is sent in a turn of
 * the loop leaves when the turn ends.
 */
public interface Outbound {
    /** Sends a method without content. */
    void send(int channel, Method method);

    /** Sends a method with a message as its content: {@code basic.return} and {@code basic.get-ok}. */
    void send(int channel, Method method, Message message);

    /** Sends {@code basic.deliver} (AMQP 0-9-1 §1.8.3.9). */
    void deliver(int channel, Consumer consumer, long deliveryTag, boolean redelivered, Message message);

    /**
     * Whether the client keeps up with reading, so that more deliveries may be sent. After false, the sender is told when that
     * changes.
     */
    boolean writable();

    /** Ends the connection with an error, after what was sent before; any thread. */
    void failConnection(ConnectionException error);
}
