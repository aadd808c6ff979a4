/**
 * The admin application: health endpoints for machines and a page for people.
 *
 * <p>Runs on the server's HTTP threads. Sees the broker through {@link org.leveretmq.api.BrokerRegistry} only; may depend on the
 * Jakarta API and on {@code org.leveretmq.api}.
 */
@NullMarked
package org.leveretmq.admin;

import org.jspecify.annotations.NullMarked;
