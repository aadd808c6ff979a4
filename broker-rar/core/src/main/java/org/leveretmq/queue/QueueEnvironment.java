package org.leveretmq.queue;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.SerialLoop;

/**
 * What a queue needs of its virtual host.
 *
 * @param loop the loop that it is confined to
 * @param scheduler the broker's time
 * @param heap counts what messages take
 * @param pager keeps long backlogs out of memory; null if the store would keep them in memory, too
 * @param deadLetters takes what has died
 * @param expired told that the queue was not used for as long as {@code x-expires} allows, and is to be deleted
 */
public record QueueEnvironment(
        SerialLoop loop,
        Scheduler scheduler,
        HeapAccount heap,
        @Nullable Pager pager,
        DeadLetters deadLetters,
        Consumer<MessageQueue> expired) {}
