/**
 * Sessions of applications with the brokers of this archive: finding the broker, and messages and errors in the words of the API.
 *
 * <p>Any thread of the server. May depend on {@code org.leveretmq.api} and on the broker's facade and embedded sessions; {@code outbound} and
 * {@code inbound} build on it.
 */
@NullMarked
package org.leveretmq.rar.session;

import org.jspecify.annotations.NullMarked;
