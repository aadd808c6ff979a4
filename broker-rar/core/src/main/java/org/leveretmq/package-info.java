/**
 * The broker as a library: {@link org.leveretmq.Broker} and its builder put the parts together and start them.
 *
 * <p>Any thread. Depends on every other package of the core; none of them depends on this one.
 */
@NullMarked
package org.leveretmq;

import org.jspecify.annotations.NullMarked;
