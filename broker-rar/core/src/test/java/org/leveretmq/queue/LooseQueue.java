package org.leveretmq.queue;

import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.error.ChannelException;
import org.leveretmq.types.FieldTable;

/** A durable queue {@code q} that belongs to no virtual host, for tests of what works with queues. */
public final class LooseQueue {
    private LooseQueue() {}

    /** A new queue without arguments on this loop. */
    public static MessageQueue on(SerialLoop loop, Scheduler scheduler) {
        DeadLetters none = (from, message, reason, published) -> published.run();
        QueueEnvironment environment =
                new QueueEnvironment(loop, scheduler, new HeapAccount(loop, bytes -> {}), null, none, expired -> {});
        QueueName name = new QueueName("/", "q");
        try {
            QueueOptions options = new QueueOptions(true, false, false, FieldTable.EMPTY);
            QueueArguments arguments = QueueArguments.parse(name, FieldTable.EMPTY);
            return new MessageQueue(name, 1, options, arguments, null, environment);
        } catch (ChannelException e) {
            throw new AssertionError(e);
        }
    }
}
