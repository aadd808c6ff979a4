/**
 * Connections: handshake, negotiation, close, and the channels of an open connection.
 *
 * <p>{@link org.leveretmq.connection.ClientConnection} is confined to the event loop of its socket,
 * {@link org.leveretmq.connection.Session} to the loop of the virtual host it has opened; they tell each other by posting. Knows methods, but
 * neither frames nor buffers: {@link org.leveretmq.connection.Transport} is the socket's side.
 */
@NullMarked
package org.leveretmq.connection;

import org.jspecify.annotations.NullMarked;
