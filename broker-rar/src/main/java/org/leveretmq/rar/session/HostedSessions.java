package org.leveretmq.rar.session;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leveretmq.Broker;
import org.leveretmq.api.messaging.BrokerException;

/**
 * The running brokers of this archive, by name: connection factories and activated endpoints have no other way to them, since a server may
 * associate them with any instance of the adapter, and may restart that. Any thread.
 */
public final class HostedSessions {
    private static final Map<String, OpenBroker> BROKERS = new ConcurrentSkipListMap<>();

    private HostedSessions() {}

    /** Makes a broker known that has started. */
    public static void opened(Broker broker) {
        BROKERS.put(broker.name(), new OpenBroker(broker));
    }

    /** A broker is about to stop: message-driven beans end what they are doing, then its sessions are of no use any longer. */
    public static void closing(String name) {
        OpenBroker broker = BROKERS.remove(name);
        if (broker != null) {
            broker.close();
        }
    }

    /**
     * A new session.
     *
     * @param login which broker, where in it and as whom
     * @throws BrokerException 320 if the broker does not run, 402 if there is no such virtual host, 403 if the user may not enter it
     */
    public static BrokerSession open(Login login) {
        OpenBroker broker = find(login.brokerName());
        try {
            return new BrokerSession(broker, broker.openSession(login));
        } catch (RuntimeException e) {
            throw Failures.translated(e);
        }
    }

    /**
     * What transaction managers finish branches with that were begun before a crash.
     *
     * @throws BrokerException 320 if the broker does not run
     */
    public static XAResource recoveryResource(Login login) {
        return find(login.brokerName()).recoveryResource();
    }

    private static OpenBroker find(@Nullable String name) {
        OpenBroker broker = name == null ? only() : BROKERS.get(name);
        if (broker == null) {
            throw new BrokerException(
                    BrokerException.CONNECTION_FORCED,
                    "CONNECTION_FORCED - " + (name == null ? "no broker runs" : "broker '" + name + "' does not run")
                            + " in this server",
                    null);
        }
        return broker;
    }

    private static @Nullable OpenBroker only() {
        OpenBroker[] all = BROKERS.values().toArray(OpenBroker[]::new);
        if (all.length > 1) {
            throw new BrokerException(
                    BrokerException.PRECONDITION_FAILED,
                    "PRECONDITION_FAILED - several brokers run in this server, set brokerName to one of "
                            + BROKERS.keySet(),
                    null);
        }
        return all.length == 0 ? null : all[0];
    }
}
