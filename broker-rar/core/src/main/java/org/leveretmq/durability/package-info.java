/**
 * Between the queues and the store: group commit by one writer at a time, write elision, recovery, the in-memory store, and the gate that
 * stops publishers when the store or the heap cannot keep up.
 *
 * <p>A {@link org.leveretmq.durability.Journal} belongs to a virtual host's loop; the
 * {@link org.leveretmq.durability.StoreWriter} calls the store.
 */
@NullMarked
package org.leveretmq.durability;

import org.jspecify.annotations.NullMarked;
