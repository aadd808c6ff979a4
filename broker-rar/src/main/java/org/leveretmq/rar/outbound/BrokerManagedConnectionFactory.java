package org.leveretmq.rar.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ResourceAllocationException;
import jakarta.resource.spi.SecurityException;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.rar.session.HostedSessions;
import org.leveretmq.rar.session.Login;

/**
 * What the server makes connections of (Jakarta Connectors 2.1 §6.5.2), with the properties that {@code ra.xml} declares. Any thread, once it
 * is configured.
 */
public class BrokerManagedConnectionFactory
        implements ManagedConnectionFactory, ValidatingManagedConnectionFactory, ResourceAdapterAssociation {
    private static final long serialVersionUID = 1L;
    private static final int ACCESS_REFUSED = 403;

    /**
     * Loaded together with this class: WildFly may ask a factory of an application that is gone, whose class loader loads nothing any more, and
     * an {@link Error} would end the thread that finishes transactions, and with it undeployment for good.
     */
    @SuppressWarnings("UnusedVariable") // its initialisation counts
    private static final List<Class<?>> LOADED_EARLY = List.of(
            BrokerManagedConnection.class,
            RecoveryConnection.class,
            HostedSessions.class,
            Login.class,
            BrokerException.class,
            ResourceAllocationException.class,
            SecurityException.class);

    private @Nullable String brokerName;
    private @Nullable String virtualHost;
    private @Nullable String userName;
    private @Nullable String password;
    private transient @Nullable PrintWriter logWriter;
    private transient @Nullable ResourceAdapter resourceAdapter;

    /** A factory of connections to the only broker, virtual host {@code /}, with every permission. */
    public BrokerManagedConnectionFactory() {}

    /** The name of the broker; empty for the only one in this server. */
    public @Nullable String getBrokerName() {
        return brokerName;
    }

    /** The name of the broker; empty for the only one in this server. */
    public void setBrokerName(@Nullable String brokerName) {
        this.brokerName = brokerName;
    }

    /** The virtual host; empty for {@code /}. */
    public @Nullable String getVirtualHost() {
        return virtualHost;
    }

    /** The virtual host; empty for {@code /}. */
    public void setVirtualHost(@Nullable String virtualHost) {
        this.virtualHost = virtualHost;
    }

    /** The user of the broker whose permissions apply; empty for every permission. */
    public @Nullable String getUserName() {
        return userName;
    }

    /** The user of the broker whose permissions apply; empty for every permission. */
    public void setUserName(@Nullable String userName) {
        this.userName = userName;
    }

    /** The user's password. */
    public @Nullable String getPassword() {
        return password;
    }

    /** The user's password. */
    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    /** Where connections lead that say nothing of a user. */
    private Login login() {
        return Login.of(brokerName, virtualHost, userName, password);
    }

    @Override
    public Object createConnectionFactory(ConnectionManager connectionManager) {
        return new ServerConnectionFactory(this, connectionManager);
    }

    /** A factory outside of a server's care: connections are neither pooled nor part of transactions of JTA (Jakarta Connectors 2.1 §6.5.1). */
    @Override
    public Object createConnectionFactory() {
        return createConnectionFactory(new UnmanagedConnections());
    }

    /**
     * Opens a session with the broker.
     *
     * @throws SecurityException if the user may not enter
     * @throws ResourceAllocationException if the broker does not run or has been undeployed, or there is no such virtual host
     */
    @Override
    public ManagedConnection createManagedConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo request)
            throws ResourceException {
        try {
            Login login = login(subject, request);
            return forRecovery(subject)
                    ? new RecoveryConnection(login, HostedSessions.open(login), logWriter)
                    : new BrokerManagedConnection(login, HostedSessions.open(login), logWriter);
        } catch (BrokerException e) {
            throw e.replyCode() == ACCESS_REFUSED
                    ? new SecurityException(e.getMessage(), e)
                    : new ResourceAllocationException(e.getMessage(), e);
        } catch (LinkageError e) {
            throw new ResourceAllocationException("The broker's archive has been undeployed", e);
        }
    }

    /** The server's word counts most, then the application's, then the configuration's (§9.1.5). */
    private Login login(@Nullable Subject subject, @Nullable ConnectionRequestInfo request) {
        PasswordCredential credential = credential(subject);
        if (forRecovery(subject)) {
            return login().as(null, null);
        } else if (credential != null && !credential.getUserName().isEmpty()) {
            return login().as(credential.getUserName(), new String(credential.getPassword()));
        }
        return request instanceof UserRequest user ? login().as(user.user(), user.password()) : login();
    }

    /** WildFly asks for in-doubt transactions as a user that its configuration has to name; this name does not have to be a user of the broker. */
    private boolean forRecovery(@Nullable Subject subject) {
        PasswordCredential credential = credential(subject);
        return credential != null && RecoveryConnection.USER.equals(credential.getUserName());
    }

    private @Nullable PasswordCredential credential(@Nullable Subject subject) {
        if (subject != null) {
            for (PasswordCredential credential : subject.getPrivateCredentials(PasswordCredential.class)) {
                if (equals(credential.getManagedConnectionFactory())) {
                    return credential;
                }
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes") // of the interface
    public @Nullable ManagedConnection matchManagedConnections(
            Set connections, @Nullable Subject subject, @Nullable ConnectionRequestInfo request) {
        Login login = login(subject, request);
        for (Object connection : connections) {
            if (connection instanceof BrokerManagedConnection managed && managed.fits(login)) {
                return managed;
            }
        }
        return null;
    }

    /** Those whose broker has stopped. */
    @Override
    @SuppressWarnings("rawtypes") // of the interface
    public Set getInvalidConnections(Set connections) {
        Set<Object> invalid = new HashSet<>();
        for (Object connection : connections) {
            if (connection instanceof BrokerManagedConnection managed && !managed.isOpen()) {
                invalid.add(managed);
            }
        }
        return invalid;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        resourceAdapter = adapter;
    }

    /** Equal to another one with the same configuration, so that pools can be told apart (§6.5.2.2). */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BrokerManagedConnectionFactory that && login().equals(that.login());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(login());
    }
}
