package org.leveretmq.connection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.leveretmq.types.FieldTable;

/** What the broker says of itself in {@code connection.start} (AMQP 0-9-1 §1.4.2.1), and what it understands of the client's answer. */
final class ServerProperties {
    private ServerProperties() {}

    static FieldTable of(ConnectionSettings settings) {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("publisher_confirms", true);
        capabilities.put("exchange_exchange_bindings", true);
        capabilities.put("basic.nack", true);
        capabilities.put("consumer_cancel_notify", true);
        capabilities.put("connection.blocked", true);
        capabilities.put("consumer_priorities", true);
        capabilities.put("authentication_failure_close", true);
        capabilities.put("per_consumer_qos", true);
        capabilities.put("direct_reply_to", true);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("capabilities", capabilities);
        properties.put("cluster_name", settings.brokerName());
        properties.put("product", settings.product());
        properties.put("version", settings.version());
        properties.put("platform", "Java " + Runtime.version().feature());
        properties.put("information", "AMQP 0-9-1 broker for Jakarta EE; licensed under MIT");
        return FieldTable.of(properties);
    }

    /** Whether the client's properties announce this capability. */
    static boolean announces(FieldTable clientProperties, String capability) {
        return clientProperties.get("capabilities") instanceof FieldTable capabilities
                && Boolean.TRUE.equals(capabilities.get(capability));
    }
}
