/**
 * The storage SPI: what a store of durable definitions and persistent messages has to do.
 *
 * <p>Stores are blocking and need not be thread-safe: one writer thread commits, and recovery runs before it starts. Depends on
 * {@code message} and {@code types} only, so that others can implement it.
 */
@NullMarked
package org.leveretmq.store;

import org.jspecify.annotations.NullMarked;
