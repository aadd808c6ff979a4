package org.leveretmq.arquillian.jta;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerConnectionFactory;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.api.messaging.PlainListener;

/** Implements nothing: has a method for messages. Answers requests. */
@MessageDriven(
        messageListenerInterface = PlainListener.class,
        activationConfig = {
            @ActivationConfigProperty(propertyName = "queue", propertyValue = "plain"),
            @ActivationConfigProperty(propertyName = "declareQueue", propertyValue = "true")
        })
public class PlainBean {
    @Resource(lookup = "java:comp/env/broker")
    private BrokerConnectionFactory broker;

    /** Takes a request. */
    public void onMessage(Message request) {
        try (BrokerConnection connection = broker.getConnection()) {
            connection.reply(request, Message.of("reply to " + request.text()));
        }
    }
}
