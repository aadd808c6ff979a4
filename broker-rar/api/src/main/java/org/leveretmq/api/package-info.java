/**
 * What applications and the admin application compile against: the registry of running brokers.
 *
 * <p>Any thread. Depends on the JDK only, so that one copy inside the resource adapter serves every deployment of the server.
 */
@NullMarked
package org.leveretmq.api;

import org.jspecify.annotations.NullMarked;
