/**
 * The data types of AMQP 0-9-1 (§4.2.5) that Java has no type for, and their encoding over plain byte buffers.
 *
 * <p>Immutable, any thread. Depends on {@code error} only.
 */
@NullMarked
package org.leveretmq.types;

import org.jspecify.annotations.NullMarked;
