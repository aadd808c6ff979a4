package org.leveretmq.rar.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.SecurityException;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.messaging.BrokerConnection;
import org.leveretmq.api.messaging.BrokerConnectionFactory;
import org.leveretmq.api.messaging.BrokerException;

/** The factory in the hands of applications: the server's connection manager takes a connection out of its pool. Any thread. */
final class ServerConnectionFactory implements BrokerConnectionFactory {
    private static final long serialVersionUID = 1L;
    private static final int ACCESS_REFUSED = 403;

    private final BrokerManagedConnectionFactory managed;

    @SuppressWarnings("serial") // servers' connection managers are serializable
    private final ConnectionManager connections;

    private @Nullable Reference reference;

    ServerConnectionFactory(BrokerManagedConnectionFactory managed, ConnectionManager connections) {
        this.managed = managed;
        this.connections = connections;
    }

    @Override
    public BrokerConnection getConnection() {
        return allocate(null);
    }

    @Override
    public BrokerConnection getConnection(String user, String password) {
        return allocate(new UserRequest(user, password));
    }

    private BrokerConnection allocate(@Nullable ConnectionRequestInfo request) {
        try {
            return (BrokerConnection) connections.allocateConnection(managed, request);
        } catch (ResourceException e) {
            throw refusal(e);
        }
    }

    /** What the broker has said, if it was the broker; servers wrap it more than once. */
    private static BrokerException refusal(ResourceException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BrokerException refusal) {
                return new BrokerException(refusal.replyCode(), String.valueOf(refusal.getMessage()), failure);
            }
        }
        return failure instanceof SecurityException
                ? new BrokerException(ACCESS_REFUSED, "ACCESS_REFUSED - " + failure.getMessage(), failure)
                : new BrokerException(
                        BrokerException.INTERNAL_ERROR,
                        "INTERNAL_ERROR - the server gives no connection: " + failure.getMessage(),
                        failure);
    }

    @Override
    public void setReference(@Nullable Reference reference) {
        this.reference = reference;
    }

    @Override
    public @Nullable Reference getReference() {
        return reference;
    }
}
