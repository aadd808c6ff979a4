package org.leveretmq.rar.session;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.transaction.xa.XAResource;
import org.leveretmq.Broker;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.security.AuthenticatedUser;

/** A broker between its start and its stop. Any thread. */
final class OpenBroker {
    private static final int INVALID_PATH = 402;

    private final Broker broker;
    private final List<Runnable> stopListeners = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;

    OpenBroker(Broker broker) {
        this.broker = broker;
    }

    boolean isOpen() {
        return open;
    }

    /** Runs the task when the broker is about to stop. */
    void whenStops(Runnable task) {
        stopListeners.add(task);
    }

    void forget(Runnable task) {
        stopListeners.remove(task);
    }

    /** Lets those who listen end their work, then refuses everything. */
    void close() {
        stopListeners.forEach(Runnable::run);
        open = false;
    }

    LocalSession openSession(Login login) {
        String user = login.user();
        try {
            if (user == null) {
                return broker.openSession(login.virtualHost());
            }
            AuthenticatedUser authenticated =
                    broker.authenticate(user, Objects.requireNonNullElse(login.password(), ""));
            return broker.openSession(login.virtualHost(), authenticated);
        } catch (IllegalArgumentException e) {
            throw new BrokerException(INVALID_PATH, "INVALID_PATH - " + e.getMessage(), e);
        }
    }

    XAResource recoveryResource() {
        return broker.recoveryResource();
    }
}
