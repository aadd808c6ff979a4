/**
 * Message-driven beans (Jakarta Connectors 2.1 §13): what they are configured with, and how messages get to them, in transactions of the server.
 *
 * <p>Activation and deactivation run on the server's deployment threads, deliveries on its work manager, messages come in on the broker's workers. May
 * depend on {@code org.leveretmq.api.messaging}, on {@code session} and on embedded sessions of the broker.
 */
@NullMarked
package org.leveretmq.rar.inbound;

import org.jspecify.annotations.NullMarked;
