/**
 * Queues: ready messages in order, consumers in turn.
 *
 * <p>Everything here is confined to the virtual host's loop. Knows messages and destinations, but neither channels nor the wire:
 * {@link org.leveretmq.queue.DeliveryTarget} is how it reaches a consumer, {@link org.leveretmq.queue.EntryRecord} how the store
 * learns that an entry is gone.
 */
@NullMarked
package org.leveretmq.queue;

import org.jspecify.annotations.NullMarked;
