/**
 * Channels: what a client can ask of a virtual host, method by method, and what it is told.
 *
 * <p>Everything is confined to the virtual host's loop. Knows the methods of the wire package, but neither sockets nor buffers:
 * {@link org.leveretmq.channel.Outbound} is the way to the client.
 */
@NullMarked
package org.leveretmq.channel;

import org.jspecify.annotations.NullMarked;
