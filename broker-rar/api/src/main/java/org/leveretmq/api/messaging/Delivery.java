package org.leveretmq.api.messaging;

/**
 * A message in the hands of the application, until it is settled once: {@link #acknowledge} or {@link #reject}. What comes after the first
 * time does nothing. One that is not settled goes back to its queue when its connection is closed; one that was received in a
 * transaction, when that has ended.
 *
 * <p>Received and settled in a transaction, it leaves its queue with the commit; after a rollback it is in the queue again, at its old
 * place, with {@link Envelope#redelivered} set and counted once more. Used by one thread at a time.
 */
public interface Delivery {
    /** What was received; it has an envelope. */
    Message message();

    /** It was processed and leaves its queue. @throws BrokerException 320 if its connection is closed */
    void acknowledge();

    /**
     * It was not processed ({@code basic.reject}, and {@code basic.nack} of one message).
     *
     * @param requeue true puts it back to its old place, to be delivered again; false takes it out of the queue, to where the queue's dead
     *     letters go if it says so
     * @throws BrokerException 320 if its connection is closed
     */
    void reject(boolean requeue);
}
