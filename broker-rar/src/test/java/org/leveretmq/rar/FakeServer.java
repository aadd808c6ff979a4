package org.leveretmq.rar;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.SecurityContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.security.Principal;
import java.util.Set;
import java.util.Timer;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;

/** A server whose realm has the one user {@code alice} with password {@code secret} in the group {@code mq-admins}. */
final class FakeServer implements BootstrapContext, WorkManager {
    private final boolean checksPasswords;

    /** A server that checks passwords, or one that refuses to, like WildFly without a security domain for the adapter. */
    FakeServer(boolean checksPasswords) {
        this.checksPasswords = checksPasswords;
    }

    /** The realm of such a server. */
    static ServerRealm realm() {
        return new ServerRealm(new FakeServer(true));
    }

    /** Named as Payara names it. */
    private record Group(String getName) implements Principal {
        @Override
        public String getName() {
            return getName;
        }
    }

    @Override
    public void doWork(Work work, long startTimeout, ExecutionContext execution, WorkListener listener)
            throws WorkException {
        if (!checksPasswords) {
            throw new WorkRejectedException("no security domain");
        }
        for (WorkContext context : ((WorkContextProvider) work).getWorkContexts()) {
            Subject subject = new Subject();
            ((SecurityContext) context).setupSecurityContext(checking(subject), subject, null);
        }
        work.run();
    }

    private static CallbackHandler checking(Subject subject) {
        return callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof PasswordValidationCallback validation) {
                    boolean right = validation.getUsername().equals("alice")
                            && String.valueOf(validation.getPassword()).equals("secret");
                    validation.setResult(right);
                    if (right) {
                        subject.getPrincipals().addAll(Set.of(new Group("mq-admins"), new Group("staff")));
                    }
                }
            }
        };
    }

    @Override
    public void doWork(Work work) throws WorkException {
        doWork(work, INDEFINITE, null, null);
    }

    @Override
    public long startWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work, long startTimeout, ExecutionContext execution, WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void scheduleWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void scheduleWork(Work work, long startTimeout, ExecutionContext execution, WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WorkManager getWorkManager() {
        return this;
    }

    @Override
    public XATerminator getXATerminator() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Timer createTimer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> context) {
        return context == SecurityContext.class;
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        throw new UnsupportedOperationException();
    }
}
