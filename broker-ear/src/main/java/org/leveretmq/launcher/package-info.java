/**
 * The start of {@code leveretmq.jar}: gives Payara Micro our HTTP port and says where everything listens.
 *
 * <p>Runs on the main thread, in front of the server and outside its class loaders: may depend on the JDK and on Payara Micro's
 * boot classes only, and sees the broker through JMX.
 */
@NullMarked
package org.leveretmq.launcher;

import org.jspecify.annotations.NullMarked;
