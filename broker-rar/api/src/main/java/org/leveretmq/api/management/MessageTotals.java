package org.leveretmq.api.management;

/**
 * Message counts. The first two are what is held now, the others only ever grow while the broker runs.
 *
 * @param ready messages waiting in queues
 * @param unacknowledged messages delivered and not yet acknowledged
 * @param published messages accepted from publishers
 * @param delivered messages sent to consumers, redeliveries included
 * @param got messages handed out by {@code basic.get}
 * @param acknowledged messages acknowledged by clients
 * @param redelivered messages sent again
 * @param returned mandatory messages returned to their publisher
 * @param unroutable messages dropped because no queue received them
 * @param confirmed messages confirmed to their publisher
 * @param dequeued messages that left a queue for good: acknowledged, delivered without acknowledgement, purged or expired
 */
public record MessageTotals(
        long ready,
        long unacknowledged,
        long published,
        long delivered,
        long got,
        long acknowledged,
        long redelivered,
        long returned,
        long unroutable,
        long confirmed,
        long dequeued) {
    /** No messages at all. */
    public static final MessageTotals NONE = new MessageTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The sums of this and another virtual host's or queue's totals. */
    public MessageTotals plus(MessageTotals other) {
        return new MessageTotals(
                ready + other.ready,
                unacknowledged + other.unacknowledged,
                published + other.published,
                delivered + other.delivered,
                got + other.got,
                acknowledged + other.acknowledged,
                redelivered + other.redelivered,
                returned + other.returned,
                unroutable + other.unroutable,
                confirmed + other.confirmed,
                dequeued + other.dequeued);
    }
}
