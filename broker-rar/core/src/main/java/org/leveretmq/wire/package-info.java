/**
 * The wire format of AMQP 0-9-1 (§4.2): frames, method arguments, content headers; bytes in, typed calls out, and the way back.
 *
 * <p>Runs on the event loop of the connection. Knows no connection state: what may come when is decided by the
 * {@link org.leveretmq.wire.FrameListener}. Buffers of Netty do not leave this package and {@code transport}. Depends on
 * {@code types}, {@code message}, {@code error} and Netty's buffers.
 */
@NullMarked
package org.leveretmq.wire;

import org.jspecify.annotations.NullMarked;
