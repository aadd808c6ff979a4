package org.leveretmq.rar.inbound;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.api.messaging.MessageListener;

/**
 * The method of a bean that takes messages: that of {@link MessageListener}, or a public {@code onMessage(Message)} of a bean without one (Jakarta
 * Connectors 2.1 §13.4.3). Any thread.
 */
final class EndpointMethod {
    private static final String NAME = "onMessage";

    private final Method method;

    private EndpointMethod(Method method) {
        this.method = method;
    }

    /** @throws ResourceException if the bean has no such method */
    static EndpointMethod of(MessageEndpointFactory factory) throws ResourceException {
        Class<?> bean = factory.getEndpointClass();
        try {
            boolean listener = bean == null || MessageListener.class.isAssignableFrom(bean);
            return new EndpointMethod((listener ? MessageListener.class : bean).getMethod(NAME, Message.class));
        } catch (NoSuchMethodException e) {
            throw new NotSupportedException(
                    "The message-driven bean " + bean.getName() + " has no public method onMessage("
                            + Message.class.getName() + ")",
                    e);
        }
    }

    /** What the server is told of a delivery. */
    Method method() {
        return method;
    }

    /** Whether the server wants the delivery in a transaction. */
    boolean transacted(MessageEndpointFactory factory) throws ResourceException {
        try {
            return factory.isDeliveryTransacted(method);
        } catch (NoSuchMethodException e) {
            throw new NotSupportedException("The server does not know " + method, e);
        }
    }

    /** Hands the message to the bean. @throws Exception what the bean throws */
    void call(MessageEndpoint endpoint, Message message) throws Exception {
        if (endpoint instanceof MessageListener listener) {
            listener.onMessage(message);
            return;
        }
        try {
            endpoint.getClass().getMethod(NAME, Message.class).invoke(endpoint, message);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
