/**
 * The methods of AMQP 0-9-1 and of RabbitMQ's extensions, a record each, with the order and types of their fields.
 *
 * <p>Immutable, any thread. Reserved fields are read and not kept.
 */
@NullMarked
package org.leveretmq.wire.method;

import org.jspecify.annotations.NullMarked;
