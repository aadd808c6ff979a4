package org.leveretmq.api.messaging;

/**
 * A marker for message-driven beans that need no method of an interface (Jakarta Connectors 2.1 §13.4.3, Jakarta Enterprise Beans 4.0 §5.4.3): the
 * bean class has a public method {@code onMessage(Message)}, and nothing else is asked of it.
 *
 * <pre>{@code
 * @MessageDriven(activationConfig = @ActivationConfigProperty(propertyName = "queue", propertyValue = "orders"))
 * public class OrderBean implements PlainListener {
 *     public void onMessage(Message order) { ... }
 * }
 * }</pre>
 */
public interface PlainListener {}
