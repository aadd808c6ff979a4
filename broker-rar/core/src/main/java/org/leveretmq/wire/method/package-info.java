/**
 * The methods of AMQP 0-9-1 with RabbitMQ's extensions: one record each, arguments in the order of the specification.
 *
 * <p>Immutable, any thread; byte arrays in them are shared and not to be modified. Reserved arguments are read and dropped, and
 * written as zero or empty. Section numbers in this package are those of the reference, "AMQP 0-9-1 complete reference".
 */
@NullMarked
package org.leveretmq.wire.method;

import org.jspecify.annotations.NullMarked;
