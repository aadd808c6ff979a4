package org.leveretmq.examples.orders;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerConnectionFactory;
import org.leveretmq.api.messaging.Message;

/** Takes orders: the row and the message are there together, or neither of them. */
@Stateless
public class OrderService {
    @EJB
    private Orders orders;

    @Resource(lookup = "java:comp/env/broker")
    private BrokerConnectionFactory broker;

    /** In one transaction: the container begins it before this method, and commits it afterwards. */
    public void place(String id, String item) {
        orders.insert(id, item);
        try (BrokerConnection connection = broker.getConnection()) {
            connection.publish("", "orders", Message.builder().text(item).messageId(id).build());
        }
        if (item.equals("fail")) {
            throw new IllegalStateException("Something went wrong after both: neither happens");
        }
    }
}
