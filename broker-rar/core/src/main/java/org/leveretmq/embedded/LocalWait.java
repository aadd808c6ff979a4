package org.leveretmq.embedded;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.error.ChannelException;
import org.leveretmq.message.Message;
import org.leveretmq.queue.Consumer;
import org.leveretmq.queue.ConsumerOptions;
import org.leveretmq.queue.DeliveryTarget;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.VirtualHost;

/** Somebody who waits for one message of a queue: a consumer that goes when it has got it, or when its time is over. Confined to the virtual host's loop. */
final class LocalWait implements DeliveryTarget {
    private final VirtualHost host;
    private final LocalDeliveries deliveries;
    private final MessageQueue queue;
    private final CompletableFuture<Optional<LocalMessage>> got;
    private Scheduler.@Nullable Timer timer;
    private boolean over;

    private LocalWait(
            VirtualHost host,
            LocalDeliveries deliveries,
            MessageQueue queue,
            CompletableFuture<Optional<LocalMessage>> got) {
        this.host = host;
        this.deliveries = deliveries;
        this.queue = queue;
        this.got = got;
    }

    /** Waits for the next message. @throws ChannelException 403 if somebody consumes from the queue exclusively */
    static LocalWait begin(
            VirtualHost host,
            LocalDeliveries deliveries,
            MessageQueue queue,
            CompletableFuture<Optional<LocalMessage>> got,
            Duration wait,
            Scheduler scheduler)
            throws ChannelException {
        LocalWait waiting = new LocalWait(host, deliveries, queue, got);
        Consumer consumer =
                new Consumer("get", queue, waiting, new ConsumerOptions(false, false, 1, 0, null, FieldTable.EMPTY));
        queue.add(consumer);
        waiting.timer = scheduler.schedule(wait, () -> host.loop().execute(() -> waiting.end(consumer)));
        queue.deliverReady();
        return waiting;
    }

    /** It is not a consumer that an auto-delete queue would go with. */
    private void end(Consumer consumer) {
        queue.remove(consumer);
        if (!over) {
            over = true;
            got.complete(Optional.empty());
        }
    }

    @Override
    public boolean accepts(Consumer consumer) {
        return !over;
    }

    @Override
    public void deliver(Consumer consumer, QueueEntry entry) {
        over = true;
        if (timer != null) {
            timer.cancel();
        }
        LocalDelivery delivery = new LocalDelivery(host, deliveries, entry, null);
        deliveries.add(delivery);
        got.complete(Optional.of(new LocalMessage(delivery)));
        host.loop().execute(() -> queue.remove(consumer));
    }

    @Override
    public void deliverSettled(Consumer consumer, Message message, boolean redelivered) {
        throw new IllegalStateException("those who wait acknowledge");
    }

    @Override
    public void cancelled(Consumer consumer) {
        over = true;
        if (timer != null) {
            timer.cancel();
        }
        got.completeExceptionally(
                new BrokerOperationException(ChannelException.notFound("no " + queue + ": it was deleted meanwhile")));
    }
}
