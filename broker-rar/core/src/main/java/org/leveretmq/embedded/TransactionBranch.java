package org.leveretmq.embedded;

import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.StoredSettlement;
import org.leveretmq.transaction.Branch;
import org.leveretmq.transaction.BranchException;
import org.leveretmq.transaction.PublishOperation;

/**
 * Publishes and settlements that take effect together, when the transaction commits, or not at all. Each is checked when it is given, and held.
 * What was settled goes back to its queue if the transaction is rolled back.
 *
 * <p>Any thread but a virtual host's loop. Methods throw {@link BrokerOperationException} with the reply code that a client would get, and
 * {@link BranchException} if the transaction takes nothing any more.
 */
public final class TransactionBranch {
    private final LocalSession session;
    private final Branch branch;

    TransactionBranch(LocalSession session, Branch branch) {
        this.session = session;
        this.branch = branch;
    }

    Branch branch() {
        return branch;
    }

    /** Publishes at the commit. */
    public void publish(String exchange, String routingKey, MessageProperties properties, byte[] body) {
        publish(exchange, routingKey, properties, body, false);
    }

    /**
     * Publishes at the commit.
     *
     * @param mandatory whether a queue has to receive it: if none would do so now, it is not held
     * @return whether a queue would receive it now; where it goes is found at the commit
     */
    public boolean publish(
            String exchange, String routingKey, MessageProperties properties, byte[] body, boolean mandatory) {
        Message message = LocalMessages.published(exchange, routingKey, properties, body);
        return session.calls().call(() -> {
            Exchange target = session.requirePublishable(message);
            boolean routed = session.virtualHost().routes(target, message);
            if (routed || !mandatory) {
                session.virtualHost().transactionMemory().requireRoom();
                branch.hold(new PublishOperation(
                        session.virtualHost(), message, mandatory, LocalSession.tap(), unroutable -> {}));
            }
            return routed;
        });
    }

    /** Acknowledges at the commit. */
    public void acknowledge(LocalMessage message) {
        settle(message, StoredSettlement.Kind.ACKNOWLEDGED);
    }

    /** Rejects at the commit; if not to be requeued, the message goes to the dead letter exchange, if its queue has one. */
    public void reject(LocalMessage message, boolean requeue) {
        settle(message, requeue ? StoredSettlement.Kind.REQUEUED : StoredSettlement.Kind.REJECTED);
    }

    private void settle(LocalMessage message, StoredSettlement.Kind kind) {
        session.calls().call(() -> {
            branch.requireActive();
            branch.hold(message.delivery().hold(kind));
            return true;
        });
    }

    /** The operations it holds. */
    public int size() {
        return branch.size();
    }

    /**
     * Has everything take effect; not for a branch of a transaction manager. When it returns, everything is stored and visible.
     *
     * @throws BranchException if it was rolled back instead
     */
    public void commit() {
        LoopCalls.await(session.branches().commit(branch));
    }

    /** Undoes everything; not for a branch of a transaction manager. */
    public void rollback() {
        LoopCalls.await(session.branches().rollback(branch));
    }

    void abandon() {
        session.branches().abandon(branch);
    }
}
