package org.leveretmq.rar;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import java.util.List;

/** Work that has nothing to do: before the server runs it, it sets up the security context, and that checks the password. */
final class RealmWork implements Work, WorkContextProvider {
    private static final long serialVersionUID = 1L;

    private final transient RealmLogin login;

    RealmWork(RealmLogin login) {
        this.login = login;
    }

    @Override
    public List<WorkContext> getWorkContexts() {
        return List.of(login);
    }

    @Override
    public void run() {}

    @Override
    public void release() {}
}
