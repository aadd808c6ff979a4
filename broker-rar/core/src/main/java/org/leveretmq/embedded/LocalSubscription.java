package org.leveretmq.embedded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.message.Message;
import org.leveretmq.queue.ConsumerOptions;
import org.leveretmq.queue.DeliveryTarget;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.types.FieldTable;
import org.leveretmq.vhost.VirtualHost;

/** A subscription of an embedding program: hands messages to its handler, one at a time and in order, on the broker's workers. */
public final class LocalSubscription implements AutoCloseable, DeliveryTarget {
    private static final Logger LOGGER = System.getLogger(LocalSubscription.class.getName());

    private final VirtualHost virtualHost;
    private final LocalDeliveries deliveries;
    private final SerialLoop handlerLoop;
    private final Consumer<LocalMessage> handler;
    private final Runnable cancelled;
    private final Executor workers;
    private final org.leveretmq.queue.Consumer consumer;

    LocalSubscription(
            VirtualHost virtualHost,
            LocalDeliveries deliveries,
            MessageQueue queue,
            String tag,
            SubscriptionOptions options,
            Executor workers,
            Consumer<LocalMessage> handler) {
        this.virtualHost = virtualHost;
        this.deliveries = deliveries;
        this.handlerLoop = new SerialLoop("handler " + tag, workers);
        this.handler = handler;
        this.cancelled = options.cancelled();
        this.workers = workers;
        this.consumer = new org.leveretmq.queue.Consumer(
                tag,
                queue,
                this,
                new ConsumerOptions(
                        false, options.exclusive(), options.prefetch(), options.priority(), null, FieldTable.EMPTY));
    }

    org.leveretmq.queue.Consumer consumer() {
        return consumer;
    }

    @Override
    public boolean accepts(org.leveretmq.queue.Consumer asking) {
        return true;
    }

    @Override
    public void deliver(org.leveretmq.queue.Consumer receiving, QueueEntry entry) {
        LocalDelivery delivery = new LocalDelivery(virtualHost, deliveries, entry, receiving);
        deliveries.add(delivery);
        handlerLoop.hand(() -> handle(delivery));
    }

    /** A handler that throws gets the message once more; the second time the message is rejected. */
    private void handle(LocalDelivery delivery) {
        try {
            handler.accept(new LocalMessage(delivery));
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The handler of subscription " + consumer.tag() + " has failed", e);
            delivery.reject(!delivery.redelivered());
        }
    }

    @Override
    public void deliverSettled(org.leveretmq.queue.Consumer receiving, Message message, boolean redelivered) {
        throw new IllegalStateException("embedded consumers acknowledge");
    }

    @Override
    public void cancelled(org.leveretmq.queue.Consumer gone) {
        LOGGER.log(Level.INFO, "Subscription {0} has ended: its queue was deleted", gone.tag());
        workers.execute(cancelled);
    }

    /** Ends the subscription; what was handed out has to be settled still. Returns at once. */
    @Override
    public void close() {
        virtualHost.loop().execute(() -> virtualHost.unsubscribe(consumer));
    }
}
