package org.leveretmq.rar.outbound;

import org.leveretmq.api.messaging.Delivery;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.rar.session.Messages;

/** A delivery in the hands of an application, which settles it through the handle it came from. Used by one thread at a time. */
final class ReceivedDelivery implements Delivery {
    private final ConnectionHandle handle;
    private final LocalMessage received;
    private final Message message;
    private boolean settled;

    ReceivedDelivery(ConnectionHandle handle, LocalMessage received) {
        this.handle = handle;
        this.received = received;
        this.message = Messages.received(received);
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public void acknowledge() {
        UnitOfWork work = handle.connection().work();
        if (take()) {
            work.acknowledge(received);
        }
    }

    @Override
    public void reject(boolean requeue) {
        UnitOfWork work = handle.connection().work();
        if (take()) {
            work.reject(received, requeue);
        }
    }

    /** Nobody has settled it: it goes back to its queue. */
    void giveBack(UnitOfWork work) {
        if (take()) {
            work.giveBack(received);
        }
    }

    /** Whether it was not settled yet; from now on it is. */
    private boolean take() {
        boolean first = !settled;
        settled = true;
        return first;
    }

    boolean settled() {
        return settled;
    }
}
