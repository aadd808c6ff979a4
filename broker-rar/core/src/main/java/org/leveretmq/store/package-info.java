/**
 * The storage SPI: what a store of durable definitions and persistent messages has to do.
 *
 * <p>Stores are blocking: one thread at a time commits, another one reads messages back meanwhile, and recovery runs before they start.
 * Depends on {@code message} and {@code types} only, so that others can implement it.
 */
@NullMarked
package org.leveretmq.store;

import org.jspecify.annotations.NullMarked;
