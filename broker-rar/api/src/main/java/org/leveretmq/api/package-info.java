/**
 * What applications and the admin application compile against: the registry of running brokers;
 * {@code messaging} for applications, {@code management} for what looks after a broker.
 *
 * <p>Any thread. Depends on the JDK, and {@code messaging} on the Jakarta API, only, so that one copy inside the resource adapter serves every deployment of the server.
 */
@NullMarked
package org.leveretmq.api;

import org.jspecify.annotations.NullMarked;
