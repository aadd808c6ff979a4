package org.leveretmq.arquillian.jta;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.transaction.Transactional;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerConnectionFactory;
import org.leveretmq.api.messaging.Message;

/** A CDI bean in a transaction. */
@RequestScoped
public class Publisher {
    @Resource(lookup = "java:comp/env/broker")
    private BrokerConnectionFactory broker;

    /** Publishes with the commit. */
    @Transactional
    public void publish(String queue, String id) {
        try (BrokerConnection connection = broker.getConnection()) {
            connection.publish(
                    "", queue, Message.builder().text("cdi").messageId(id).build());
        }
    }
}
