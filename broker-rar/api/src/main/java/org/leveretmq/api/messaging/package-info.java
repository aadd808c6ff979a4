/**
 * How applications in the same server publish and receive messages: in their own JTA transaction, together with their database work.
 *
 * <p>Begin with {@link org.leveretmq.api.messaging.BrokerConnectionFactory} to publish, and with
 * {@link org.leveretmq.api.messaging.MessageListener} for message-driven beans. Depends on the JDK and the Jakarta API only; the resource
 * adapter brings these classes to the server, so applications compile against them and do not ship them.
 */
@NullMarked
package org.leveretmq.api.messaging;

import org.jspecify.annotations.NullMarked;
