package org.leveretmq.embedded;

import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;

/**
 * A message that an embedding program has received. It has to be settled once: {@link #acknowledge} or {@link #reject}; what comes
 * after the first time does nothing. Any thread.
 */
public final class LocalMessage {
    private final LocalDelivery delivery;

    LocalMessage(LocalDelivery delivery) {
        this.delivery = delivery;
    }

    private Message message() {
        return delivery.entry().message();
    }

    /** The exchange it was published to. */
    public String exchange() {
        return message().exchange();
    }

    /** The key it was published with. */
    public String routingKey() {
        return message().routingKey();
    }

    /** Its properties. */
    public MessageProperties properties() {
        return message().properties();
    }

    /** The queue it comes from. */
    public String queue() {
        return delivery.entry().queue().name();
    }

    /** How often it was returned to its queue after a delivery, since the broker was started. */
    public int deliveryCount() {
        return delivery.deliveryCount();
    }

    /** A copy of its body. */
    public byte[] body() {
        return message().body().clone();
    }

    /** Whether it may have been delivered before. */
    public boolean redelivered() {
        return delivery.redelivered();
    }

    /** It was processed and leaves its queue. Returns at once. */
    public void acknowledge() {
        delivery.acknowledge();
    }

    /** It was not processed: goes back to its old place in the queue, or leaves it. Returns at once. */
    public void reject(boolean requeue) {
        delivery.reject(requeue);
    }

    LocalDelivery delivery() {
        return delivery;
    }
}
