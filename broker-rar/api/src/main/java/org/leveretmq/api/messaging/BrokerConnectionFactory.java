package org.leveretmq.api.messaging;

import jakarta.resource.Referenceable;
import java.io.Serializable;

/**
 * Where applications get connections to the broker from. The server pools them, so get one for each piece of work and close it:
 *
 * <pre>{@code
 * @Resource(lookup = "java:/leveretmq/ConnectionFactory")
 * private BrokerConnectionFactory broker;
 *
 * try (BrokerConnection connection = broker.getConnection()) {
 *     connection.publish("", "orders", Message.of("hello"));
 * }
 * }</pre>
 *
 * Any thread.
 */
public interface BrokerConnectionFactory extends Serializable, Referenceable {
    /**
     * A connection as the user of the factory's configuration; without one, with every permission.
     *
     * @throws BrokerException 320 if the broker does not run, 402 if there is no such virtual host, 403 if the user may not enter
     */
    BrokerConnection getConnection();

    /**
     * A connection as a user of the broker, with that user's permissions.
     *
     * @throws BrokerException 320 if the broker does not run, 402 if there is no such virtual host, 403 if user and password are wrong or the user may
     *     not enter
     */
    BrokerConnection getConnection(String user, String password);
}
