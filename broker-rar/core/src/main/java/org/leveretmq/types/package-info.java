/**
 * The field types of AMQP 0-9-1 (§4.2.5): tables, byte strings, UTF-8, and their codec over plain byte arrays.
 *
 * <p>Any thread: everything here is immutable or stateless. Depends on {@code error} only, and on no I/O library, so that
 * exchanges, queues and stores may use it.
 */
@NullMarked
package org.leveretmq.types;

import org.jspecify.annotations.NullMarked;
