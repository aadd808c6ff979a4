package org.leveretmq.rar.session;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.embedded.LocalSession;

/** A session that knows whether its broker still runs, and fails in the words of the API. Any thread. */
public final class BrokerSession implements AutoCloseable {
    private final OpenBroker broker;
    private final LocalSession session;
    private volatile boolean closed;
    private volatile @Nullable Runnable stopListener;

    BrokerSession(OpenBroker broker, LocalSession session) {
        this.broker = broker;
        this.session = session;
    }

    /** Whether it can be used: neither it is closed nor has its broker stopped. */
    public boolean isOpen() {
        return broker.isOpen() && !closed;
    }

    /** Does something with the session. @throws BrokerException 320 if it is not open, and whatever the broker refuses */
    public <T> T call(Function<LocalSession, T> task) {
        if (!isOpen()) {
            throw closedException();
        }
        try {
            return task.apply(session);
        } catch (RuntimeException e) {
            throw isOpen() ? Failures.translated(e) : closedException();
        }
    }

    /** What the users of a session get that is closed, or whose broker has stopped. */
    private static BrokerException closedException() {
        return new BrokerException(
                BrokerException.CONNECTION_FORCED,
                "CONNECTION_FORCED - the connection is closed, or its broker has stopped",
                null);
    }

    /**
     * For transactions of the server.
     *
     * @param owner told the branch that work belongs to
     */
    public SessionResource resource(BranchListener owner) {
        return new SessionResource(this, call(LocalSession::xaResource), owner);
    }

    /** Runs the task when the broker is about to stop; it can still be used then. At most one task a session. */
    public void whenBrokerStops(Runnable task) {
        stopListener = task;
        broker.whenStops(task);
    }

    /** Returns what was not settled to its queues. Does nothing the second time, and after the broker has stopped, which does that itself. */
    @Override
    public void close() {
        if (isOpen()) {
            closed = true;
            if (stopListener != null) {
                broker.forget(stopListener);
            }
            session.close();
        }
    }
}
