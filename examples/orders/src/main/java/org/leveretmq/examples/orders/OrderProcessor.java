package org.leveretmq.examples.orders;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerConnectionFactory;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.api.messaging.MessageListener;

/**
 * Processes orders: taking the message, changing the row and announcing the shipment are one transaction. If that fails, the message is delivered
 * again after a while, three times, and then goes to {@code orders.failed}.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "queue", propertyValue = "orders"),
            @ActivationConfigProperty(propertyName = "declareQueue", propertyValue = "true"),
            @ActivationConfigProperty(propertyName = "deadLetterExchange", propertyValue = "amq.direct"),
            @ActivationConfigProperty(propertyName = "deadLetterRoutingKey", propertyValue = "orders.failed"),
            @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "200"),
            @ActivationConfigProperty(propertyName = "maximumRedeliveries", propertyValue = "3"),
            @ActivationConfigProperty(propertyName = "concurrency", propertyValue = "4")
        })
public class OrderProcessor implements MessageListener {
    @EJB
    private Orders orders;

    @Resource(lookup = "java:comp/env/broker")
    private BrokerConnectionFactory broker;

    @Override
    public void onMessage(Message order) {
        orders.status(order.messageId(), "SHIPPED");
        try (BrokerConnection connection = broker.getConnection()) {
            connection.publish("", "orders.shipped", Message.builder().text(order.text()).messageId(order.messageId()).build());
        }
        if (order.text().equals("poison")) {
            throw new IllegalStateException("Order " + order.messageId() + " cannot be processed");
        }
    }
}
