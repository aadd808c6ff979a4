/**
 * Sockets on Netty: listeners, event loops, frames in, batches out, heartbeats.
 *
 * <p>Everything belongs to the event loop of its socket, but for the outbound queue, which the virtual host's loop fills. With
 * {@code wire} the only package that knows Netty.
 */
@NullMarked
package org.leveretmq.transport;

import org.jspecify.annotations.NullMarked;
