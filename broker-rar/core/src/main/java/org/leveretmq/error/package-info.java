/**
 * The errors of AMQP 0-9-1 (§1.2 of the reference): reply codes and the two exceptions that carry them.
 *
 * <p>Any thread; depends on nothing else of ours. {@link org.leveretmq.error.ChannelException} closes a channel,
 * {@link org.leveretmq.error.ConnectionException} closes the connection; one dispatcher turns them into close methods.
 */
@NullMarked
package org.leveretmq.error;

import org.jspecify.annotations.NullMarked;
