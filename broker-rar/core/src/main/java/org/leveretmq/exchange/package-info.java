/**
 * Exchanges, their types and bindings: which destinations a routing key leads to (AMQP 0-9-1 §3.1.3).
 *
 * <p>Confined to the virtual host's loop. Knows messages, but neither queues nor the wire.
 */
@NullMarked
package org.leveretmq.exchange;

import org.jspecify.annotations.NullMarked;
