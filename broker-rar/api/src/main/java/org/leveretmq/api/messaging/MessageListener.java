package org.leveretmq.api.messaging;

/**
 * The interface of message-driven beans that receive from a queue.
 *
 * <pre>{@code
 * @MessageDriven(activationConfig = @ActivationConfigProperty(propertyName = "queue", propertyValue = "orders"))
 * public class OrderBean implements MessageListener {
 *     public void onMessage(Message order) { ... }
 * }
 * }</pre>
 *
 * The properties are those of the adapter's activation specification. With container-managed transactions the message leaves its queue in
 * the transaction of the bean: a rollback, or an exception, delivers it again. A bean whose method is not transacted acknowledges by returning.
 */
public interface MessageListener {
    /** Takes a message. An exception lets it be delivered again. */
    void onMessage(Message message);
}
