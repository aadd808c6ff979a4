package org.leveretmq.vhost;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.durability.HeapWatermark;
import org.leveretmq.durability.StoreReader;
import org.leveretmq.durability.StoreWriter;
import org.leveretmq.exchange.ExchangeTypes;

/**
 * What all virtual hosts of a broker share. Any thread.
 *
 * @param brokerName the broker's name
 * @param workers run the longer turns of the loops
 * @param scheduler the broker's time
 * @param writer commits to the store
 * @param reader reads messages back from the store; null if they take heap there, too, so that queues keep theirs
 * @param heapWatermark adds up the heap that messages take
 * @param exchangeTypes the known exchange types
 * @param queueIds the next id for a queue
 * @param messageIds the next id for a stored message
 */
public record VirtualHostServices(
        String brokerName,
        Executor workers,
        Scheduler scheduler,
        StoreWriter writer,
        @Nullable StoreReader reader,
        HeapWatermark heapWatermark,
        ExchangeTypes exchangeTypes,
        AtomicLong queueIds,
        AtomicLong messageIds) {}
