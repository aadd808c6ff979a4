/**
 * The broker as a resource adapter (Jakarta Connectors 2.1): settings, life cycle and JMX.
 *
 * <p>The server calls {@link org.leveretmq.rar.BrokerResourceAdapter} on its deployment threads; nothing here runs on the
 * broker's own threads. May depend on the Jakarta API, on {@code org.leveretmq.api} and on the facade
 * {@link org.leveretmq.Broker}; nothing depends on this package.
 */
@NullMarked
package org.leveretmq.rar;

import org.jspecify.annotations.NullMarked;
