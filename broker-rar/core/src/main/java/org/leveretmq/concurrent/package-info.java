/**
 * The only place with threads: serial loops, worker pools and the scheduler.
 *
 * <p>Everything else is confined to one loop or immutable. Depends on nothing of ours.
 */
@NullMarked
package org.leveretmq.concurrent;

import org.jspecify.annotations.NullMarked;
