package org.leveretmq.queue;

import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Delay;
import org.leveretmq.message.Message;

/** A message in a queue, ready or delivered and not yet acknowledged. Confined to the virtual host's loop. */
public final class QueueEntry {
    private static final String DELIVERY_COUNT = "x-delivery-count";

    private final MessageQueue queue;
    private final Message message;
    private final long position;
    private final long arrivedAtMillis;
    private final long expiresAtMillis;
    private @Nullable EntryRecord record;
    private int deliveryCount;
    private boolean redelivered;
    private boolean settled;

    QueueEntry(MessageQueue queue, Message message, long position, long arrivedAtMillis) {
        this.queue = queue;
        this.message = message;
        this.position = position;
        this.arrivedAtMillis = arrivedAtMillis;
        this.expiresAtMillis = queue.arguments().delaying()
                ? arrivedAtMillis + Delay.millis(message)
                : TimeToLive.ownDeadline(message, arrivedAtMillis);
    }

    /** The queue that holds it. */
    public MessageQueue queue() {
        return queue;
    }

    /** The message. */
    public Message message() {
        return message;
    }

    /** The message as a consumer is to see it now: in a queue with a delivery limit, with the number of deliveries that failed. */
    public Message outgoing() {
        return queue.countsDeliveries() && deliveryCount > 0
                ? message.withHeader(DELIVERY_COUNT, (long) deliveryCount)
                : message;
    }

    /** When it came into the queue, in milliseconds since the epoch. */
    public long arrivedAtMillis() {
        return arrivedAtMillis;
    }

    /** When the message itself is to expire, whatever the queue says, in milliseconds since the epoch. */
    long expiresAtMillis() {
        return expiresAtMillis;
    }

    /** Its place in the queue, from 1, rising with every message that arrives; kept when it is requeued. */
    public long position() {
        return position;
    }

    /** How often it was returned to the queue after a delivery. */
    public int deliveryCount() {
        return deliveryCount;
    }

    /** Whether it may have been delivered before (AMQP 0-9-1 §1.8.3.13). */
    public boolean redelivered() {
        return redelivered;
    }

    /** Marks it as one that may have been delivered before. */
    public void markRedelivered() {
        redelivered = true;
    }

    /** Whether it has left the queue for good. */
    public boolean settled() {
        return settled;
    }

    /** The store's side of it, if it is to survive a restart. */
    public @Nullable EntryRecord record() {
        return record;
    }

    /** Whether the store would give the message back. */
    boolean stored() {
        return record != null && record.storedId() > 0;
    }

    /** Whether the store has it or is about to. */
    boolean given() {
        return record != null && record.storedId() >= 0;
    }

    /** Ties it to the store. */
    public void record(EntryRecord entryRecord) {
        this.record = entryRecord;
    }

    /** The store has been told already that it leaves. */
    public void forgetRecord() {
        this.record = null;
    }

    void returned() {
        redelivered = true;
        deliveryCount++;
    }

    void settle() {
        settled = true;
        if (record != null) {
            record.removed(queue.deleted());
        }
    }

    /** Settles it when other queues have got the message in the same task of the loop. */
    void settleMoved() {
        settled = true;
        if (record != null) {
            record.moved();
        }
    }
}
