package org.leveretmq.arquillian.jta;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerConnectionFactory;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.api.messaging.MessageListener;
import org.leveretmq.examples.orders.Orders;

/** Inserts and publishes, and fails the first two times: the row says which delivery has succeeded. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "queue", propertyValue = "flaky"),
            @ActivationConfigProperty(propertyName = "declareQueue", propertyValue = "true"),
            @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "50")
        })
public class FlakyBean implements MessageListener {
    @EJB
    private Orders orders;

    @Resource(lookup = "java:comp/env/broker")
    private BrokerConnectionFactory broker;

    @Override
    public void onMessage(Message message) {
        int before = message.envelope().orElseThrow().deliveryCount();
        orders.insert(message.messageId(), "redelivery-" + before);
        try (BrokerConnection connection = broker.getConnection()) {
            connection.publish("", "jta", message.toBuilder().build());
        }
        if (before < 2) {
            throw new IllegalStateException("Delivery " + before + " fails");
        }
    }
}
