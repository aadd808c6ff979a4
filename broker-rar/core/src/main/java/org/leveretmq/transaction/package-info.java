/**
 * Transactions of a channel (AMQP 0-9-1 §1.9): what is held until {@code tx.commit} and how it is applied as one unit.
 *
 * <p>Confined to the virtual host's loop. The set of operations and the executor that applies them are separate, replaceable parts.
 */
@NullMarked
package org.leveretmq.transaction;

import org.jspecify.annotations.NullMarked;
