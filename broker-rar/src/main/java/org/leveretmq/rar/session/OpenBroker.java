package org.leveretmq.rar.session;

import org.leveretmq.Broker;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.embedded.LocalSession;

/** A broker between its start and its stop. Any thread. */
final class OpenBroker {
    private static final int INVALID_PATH = 402;

    private final Broker broker;
    private volatile boolean open = true;

    OpenBroker(Broker broker) {
        this.broker = broker;
    }

    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
    }

    LocalSession openSession(Login login) {
        try {
            return broker.openSession(login.virtualHost());
        } catch (IllegalArgumentException e) {
            throw new BrokerException(INVALID_PATH, "INVALID_PATH - " + e.getMessage(), e);
        }
    }
}
