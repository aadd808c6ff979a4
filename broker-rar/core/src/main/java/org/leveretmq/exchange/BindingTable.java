package org.leveretmq.exchange;

import java.util.Collection;
import java.util.function.Consumer;
import org.leveretmq.error.ChannelException;
import org.leveretmq.message.Message;

/** The bindings of an exchange, arranged as its type needs them for routing. Confined to the virtual host's loop. */
public interface BindingTable {
    /** Adds a binding. Returns false if it is there already. @throws ChannelException 406 if its arguments do not suit the type */
    boolean add(Binding binding) throws ChannelException;

    /** Takes a binding away. Returns false if it is not there. */
    boolean remove(Binding binding);

    /** Hands the destinations of a message with this key to the sink; one that several bindings lead to may come several times. */
    void route(String routingKey, Message message, Consumer<Destination> sink);

    /** All bindings, in the order they were added. */
    Collection<Binding> bindings();

    /** Whether there are none. */
    boolean isEmpty();
}
