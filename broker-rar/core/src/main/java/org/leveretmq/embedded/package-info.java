/**
 * For programs that have the broker inside: declare, bind, publish, consume and look, without a socket.
 *
 * <p>Any thread but a virtual host's loop; what a session does runs on that loop, and the caller waits for the answer. Handlers of
 * subscriptions run on the broker's workers, one message of a subscription at a time.
 */
@NullMarked
package org.leveretmq.embedded;

import org.jspecify.annotations.NullMarked;
