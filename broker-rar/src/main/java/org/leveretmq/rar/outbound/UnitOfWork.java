package org.leveretmq.rar.outbound;

import org.leveretmq.api.messaging.Message;
import org.leveretmq.embedded.LocalMessage;

/** Where the publishes and settlements of a pooled connection go at the moment. Used by the thread that uses the connection. */
interface UnitOfWork {
    /** Whether it takes effect later, with a transaction. */
    boolean transactional();

    /** Publishes now or with the transaction. @return false if it is known that no queue receives it, and it was not published then */
    boolean publish(String exchange, String routingKey, Message message, boolean mandatory);

    /** A delivery is in the hands of the application now. */
    void received(ReceivedDelivery delivery);

    /** Acknowledges now or with the transaction. */
    void acknowledge(LocalMessage message);

    /** Rejects now or with the transaction. */
    void reject(LocalMessage message, boolean requeue);

    /** Nobody has settled it: it goes back to its queue. */
    void giveBack(LocalMessage message);
}
