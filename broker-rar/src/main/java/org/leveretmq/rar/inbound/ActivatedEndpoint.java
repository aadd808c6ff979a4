package org.leveretmq.rar.inbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.rar.session.BrokerSession;
import org.leveretmq.rar.session.HostedSessions;

/**
 * A message-driven bean between activation and deactivation. Keeps a session with the broker: if there is none, since the broker does not run or the queue does
 * not exist, it tries again every second. Any thread; opening and closing sessions wait for each other.
 */
final class ActivatedEndpoint {
    private static final Logger LOG = System.getLogger(ActivatedEndpoint.class.getName());
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int NOT_FOUND = 404;

    private final EndpointServices services;
    private final MessageEndpointFactory factory;
    private final BrokerActivationSpec spec;
    private final EndpointMethod method;
    private final boolean transacted;

    private final ReentrantLock lock = new ReentrantLock();
    private boolean deactivated;
    private @Nullable EndpointSession current;
    private @Nullable String lastFailure;

    ActivatedEndpoint(EndpointServices services, MessageEndpointFactory factory, BrokerActivationSpec spec)
            throws ResourceException {
        this.services = services;
        this.factory = factory;
        this.spec = spec;
        this.method = EndpointMethod.of(factory);
        this.transacted = method.transacted(factory);
    }

    boolean is(MessageEndpointFactory otherFactory, ActivationSpec otherSpec) {
        return factory == otherFactory && spec == otherSpec;
    }

    /** Begins to receive, now or when the queue is there. @throws ResourceException if the broker refuses for another reason */
    void activate() throws ResourceException {
        try {
            open();
        } catch (BrokerException e) {
            if (!mayChange(e)) {
                throw new ResourceException("Cannot receive from " + spec + ": " + e.getMessage(), e);
            }
            retryLater(e);
        }
    }

    /** Whether waiting makes sense: the broker does not run, or something does not exist. */
    private static boolean mayChange(BrokerException failure) {
        return failure.replyCode() == BrokerException.CONNECTION_FORCED || failure.replyCode() == NOT_FOUND;
    }

    private void open() {
        lock.lock();
        try {
            if (deactivated || current != null) {
                return;
            }
            BrokerSession session = HostedSessions.open(spec.login());
            boolean opened = false;
            try {
                EndpointSession endpoint = new EndpointSession(services, factory, method, transacted, spec, session);
                endpoint.subscribe(spec.prefetch(), () -> reopen(endpoint));
                session.whenBrokerStops(() -> reopen(endpoint));
                current = endpoint;
                opened = true;
            } finally {
                if (!opened) {
                    session.close();
                }
            }
            if (lastFailure != null) {
                lastFailure = null;
                LOG.log(Level.INFO, "Receiving from {0} again", spec);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The session is of no use any longer: another one is tried for. */
    private void reopen(EndpointSession lost) {
        lock.lock();
        try {
            if (current != lost) {
                return;
            }
            current = null;
        } finally {
            lock.unlock();
        }
        lost.close();
        retryLater(null);
    }

    private void retryLater(@Nullable BrokerException failure) {
        lock.lock();
        try {
            if (deactivated) {
                return;
            }
            String reason = failure == null
                    ? "the queue was deleted, or the broker stops"
                    : String.valueOf(failure.getMessage());
            if (!reason.equals(lastFailure)) {
                LOG.log(Level.WARNING, "Not receiving from {0}, trying again every second: {1}", spec, reason);
                lastFailure = reason;
            }
        } finally {
            lock.unlock();
        }
        services.scheduler().schedule(RETRY, this::startRetry);
    }

    private void startRetry() {
        try {
            services.workManager().scheduleWork(new Retry(this));
        } catch (WorkException e) {
            LOG.log(Level.DEBUG, "The work manager takes no work now", e);
            services.scheduler().schedule(RETRY, this::startRetry);
        }
    }

    private record Retry(ActivatedEndpoint endpoint) implements Work {
        @Override
        public void run() {
            try {
                endpoint.open();
            } catch (BrokerException e) {
                endpoint.retryLater(e);
            }
        }

        @Override
        public void release() {}
    }

    /** Ends what is being processed and gives the rest back to the queue. */
    void deactivate() {
        EndpointSession last;
        lock.lock();
        try {
            deactivated = true;
            last = current;
            current = null;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.close();
        }
    }
}
