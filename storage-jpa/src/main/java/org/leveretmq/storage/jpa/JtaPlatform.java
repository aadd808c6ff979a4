package org.leveretmq.storage.jpa;

import jakarta.transaction.TransactionManager;
import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;
import org.eclipse.persistence.transaction.JTATransactionController;

/** Tells EclipseLink of the transaction manager, which it would look for under a name that not every server has. */
final class JtaPlatform extends ServerPlatformBase {
    private final TransactionManager manager;

    JtaPlatform(DatabaseSession session, TransactionManager manager) {
        super(session);
        this.manager = manager;
    }

    @Override
    public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
        return JTATransactionController.class;
    }

    @Override
    public void initializeExternalTransactionController() {
        getDatabaseSession().setExternalTransactionController(new JTATransactionController(manager));
    }
}
