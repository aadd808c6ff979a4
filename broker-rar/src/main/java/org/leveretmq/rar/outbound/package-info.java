/**
 * Connections of applications (Jakarta Connectors 2.1 §6 and §7): the factory that the server configures and pools, the pooled connections, and the
 * handles in the hands of applications.
 *
 * <p>A pooled connection is used by one thread at a time, by the server's rules. May depend on {@code org.leveretmq.api.messaging}, on
 * {@code session} and on embedded sessions of the broker.
 */
@NullMarked
package org.leveretmq.rar.outbound;

import org.jspecify.annotations.NullMarked;
