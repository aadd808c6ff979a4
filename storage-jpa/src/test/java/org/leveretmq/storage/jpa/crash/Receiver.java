package org.leveretmq.storage.jpa.crash;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Receives the messages of one queue, and writes each into the ledger when it is looked at. Used by one thread. */
final class Receiver {
    private final Ledger ledger;
    private final String queue;
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();

    /** A message that was received. */
    record Received(MessageId id, long deliveryTag, boolean redelivered) {}

    Receiver(Ledger ledger, String queue, Channel channel, int prefetch) throws IOException {
        this.ledger = ledger;
        this.queue = queue;
        channel.basicQos(prefetch);
        channel.basicConsume(queue, false, (tag, delivery) -> waiting.add(delivery), tag -> {});
    }

    /** The next message, null if none comes within this time. */
    @Nullable
    Received next(long millis) throws InterruptedException {
        Delivery delivery = waiting.poll(millis, TimeUnit.MILLISECONDS);
        if (delivery == null) {
            return null;
        }
        try {
            MessageId id = Payload.idOf(delivery.getBody());
            boolean redelivered = delivery.getEnvelope().isRedeliver();
            ledger.delivered(queue, id, redelivered);
            return new Received(id, delivery.getEnvelope().getDeliveryTag(), redelivered);
        } catch (IllegalArgumentException e) {
            ledger.damaged(queue, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
