package org.leveretmq.rar.inbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.work.Work;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.embedded.TransactionBranch;
import org.leveretmq.rar.session.Messages;
import org.leveretmq.rar.session.SessionResource;

/**
 * One of the ways on which messages get to a bean: as many as may be processed at the same time. Runs on the server's work manager as long as there are
 * messages, one run at a time.
 */
final class Lane implements Work {
    private static final Logger LOG = System.getLogger(Lane.class.getName());

    private final EndpointSession session;
    private final EndpointMethod method;
    private final @Nullable SessionResource resource;
    private @Nullable MessageEndpoint endpoint;

    /** @param resource what enlists in the bean's transactions; null if there are none */
    Lane(EndpointSession session, EndpointMethod method, @Nullable SessionResource resource) {
        this.session = session;
        this.method = method;
        this.resource = resource;
    }

    @Override
    public void run() {
        for (LocalMessage next = session.next(this); next != null; next = session.next(this)) {
            if (!deliver(next)) {
                session.pause(this, next);
                return;
            }
        }
    }

    /** Whether the bean was there for it. */
    private boolean deliver(LocalMessage received) {
        try {
            if (endpoint == null) {
                endpoint = session.createEndpoint(resource);
            }
        } catch (UnavailableException e) {
            LOG.log(Level.DEBUG, "The bean is not there yet", e);
            return false;
        }
        if (resource == null) {
            deliverPlainly(endpoint, received);
        } else {
            deliverTransacted(endpoint, resource, received);
        }
        return true;
    }

    private void deliverPlainly(MessageEndpoint bean, LocalMessage received) {
        if (call(bean, Messages.received(received))) {
            received.acknowledge();
        } else {
            received.reject(true);
        }
    }

    private void deliverTransacted(MessageEndpoint bean, SessionResource branch, LocalMessage received) {
        boolean held = false;
        boolean begun = false;
        try {
            bean.beforeDelivery(method.method());
            begun = true;
            held = call(bean, Messages.received(received)) && hold(branch.current(), received);
            if (!held) {
                branch.rollbackOnly();
            }
        } catch (NoSuchMethodException | ResourceException | RuntimeException e) {
            LOG.log(Level.WARNING, "The server does not take a message from " + received.queue(), e);
        } finally {
            end(bean, branch, begun);
            if (!held) {
                received.reject(true);
            }
        }
    }

    /** The message leaves its queue with the commit. False if the transaction is over already. */
    private static boolean hold(Optional<TransactionBranch> branch, LocalMessage received) {
        try {
            branch.ifPresent(current -> current.acknowledge(received));
            return branch.isPresent();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The transaction of a message from " + received.queue() + " is over already", e);
            return false;
        }
    }

    private void end(MessageEndpoint bean, SessionResource branch, boolean begun) {
        try {
            if (begun) {
                bean.afterDelivery();
            }
        } catch (ResourceException | RuntimeException e) {
            LOG.log(Level.DEBUG, "A delivery was not committed", e);
        }
        branch.nextBranch();
    }

    private boolean call(MessageEndpoint bean, Message message) {
        try {
            method.call(bean, message);
            return true;
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "The bean has failed; the message is delivered again", e);
            return false;
        }
    }

    /** The server has no use for it any more. Not while it runs. */
    void close() {
        if (endpoint != null) {
            endpoint.release();
            endpoint = null;
        }
    }

    /** Nothing: the run ends with the endpoint's deactivation, and WildFly says this also after each run that has ended by itself. */
    @Override
    public void release() {}
}
