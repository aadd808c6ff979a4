package org.leveretmq.rar.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leveretmq.embedded.TransactionBranch;
import org.leveretmq.rar.session.BranchListener;
import org.leveretmq.rar.session.BrokerSession;
import org.leveretmq.rar.session.Login;
import org.leveretmq.rar.session.SessionResource;

/**
 * A session with the broker in the server's pool (Jakarta Connectors 2.1 §6.5.3): where the work of its handles goes, immediately or into a
 * transaction, and what the server is told of it. Used by one thread at a time; told apart by identity, as pools demand.
 */
class BrokerManagedConnection implements ManagedConnection, BranchListener {
    private final Login login;
    private final BrokerSession session;
    private final ImmediateWork immediate;
    private final Replies replies;
    private final SessionResource resource;
    private final HeldTransaction local = new HeldTransaction(this);
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<ConnectionHandle> handles = new LinkedHashSet<>();
    private final IdentityHashMap<TransactionBranch, BranchWork> branches = new IdentityHashMap<>();
    private UnitOfWork work;
    private @Nullable PrintWriter logWriter;

    BrokerManagedConnection(Login login, BrokerSession session, @Nullable PrintWriter logWriter) {
        this.login = login;
        this.session = session;
        this.immediate = new ImmediateWork(session);
        this.replies = new Replies(session);
        this.resource = session.resource(this);
        this.work = immediate;
        this.logWriter = logWriter;
    }

    BrokerSession session() {
        return session;
    }

    Replies replies() {
        return replies;
    }

    /** Where work goes now. */
    UnitOfWork work() {
        return work;
    }

    /** Work goes to this transaction from now on. */
    @Override
    public void entered(TransactionBranch branch) {
        work = branches.computeIfAbsent(branch, entered -> new BranchWork(session, entered));
    }

    /** Work is immediate again. */
    @Override
    public void left(TransactionBranch branch, boolean suspended) {
        work = immediate;
        BranchWork left = suspended ? null : branches.remove(branch);
        if (left != null) {
            left.giveBackUnsettled();
        }
    }

    /** Whether it can be used: its broker runs. */
    boolean isOpen() {
        return session.isOpen();
    }

    boolean fits(Login wanted) {
        return isOpen() && login.equals(wanted);
    }

    @Override
    public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo request)
            throws ResourceException {
        ConnectionHandle handle = new ConnectionHandle(this);
        handles.add(handle);
        return handle;
    }

    /** The handle is ours from now on (§7.2). */
    @Override
    public void associateConnection(Object connection) {
        ConnectionHandle handle = (ConnectionHandle) connection;
        handle.moveTo(this);
        handles.add(handle);
    }

    void forget(ConnectionHandle handle) {
        handles.remove(handle);
    }

    /** The application has closed a handle. */
    void closed(ConnectionHandle handle) {
        handles.remove(handle);
        if (handles.isEmpty() && isOpen()) {
            immediate.giveBackUnsettled();
        }
        tell(ConnectionEvent.CONNECTION_CLOSED, handle, null, listener -> listener::connectionClosed);
    }

    /** The broker has stopped: the server is to throw this connection away. */
    void failed(RuntimeException failure) {
        tell(ConnectionEvent.CONNECTION_ERROR_OCCURRED, null, failure, listener -> listener::connectionErrorOccurred);
    }

    /** The pool takes it back: handles are of no use any longer. A branch that goes on is left alone. */
    @Override
    public void cleanup() {
        handles.forEach(ConnectionHandle::invalidate);
        handles.clear();
        if (isOpen()) {
            immediate.giveBackUnsettled();
        }
    }

    @Override
    public void destroy() {
        handles.forEach(ConnectionHandle::invalidate);
        handles.clear();
        session.close();
    }

    @Override
    public XAResource getXAResource() {
        return resource;
    }

    @Override
    public LocalTransaction getLocalTransaction() {
        return local;
    }

    private void tell(int kind, @Nullable Object handle, @Nullable RuntimeException failure, ListenerMethod call) {
        ConnectionEvent event = new ConnectionEvent(this, kind, failure);
        if (handle != null) {
            event.setConnectionHandle(handle);
        }
        listeners.forEach(listener -> call.of(listener).accept(event));
    }

    /** Which method of a listener is to be called. */
    interface ListenerMethod {
        Consumer<ConnectionEvent> of(ConnectionEventListener listener);
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public ManagedConnectionMetaData getMetaData() {
        return new ConnectionMetaData(login);
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        logWriter = out;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }
}
