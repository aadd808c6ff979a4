/**
 * Counters of messages, and how figures have developed over time, in bounded memory.
 *
 * <p>Everything is confined to whoever owns the part of the broker that is counted. Depends on nothing but the vocabulary of
 * {@code org.leveretmq.api.management}.
 */
@NullMarked
package org.leveretmq.statistics;

import org.jspecify.annotations.NullMarked;
