package org.leveretmq.rar.outbound;

import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.SecurityException;
import java.io.PrintWriter;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.leveretmq.rar.session.BrokerSession;
import org.leveretmq.rar.session.Login;

/** What the server finishes transactions with that were begun before a crash; of no other use. */
final class RecoveryConnection extends BrokerManagedConnection {
    /** The name that the server's configuration gives for it. */
    static final String USER = "leveretmq-recovery";

    RecoveryConnection(Login login, BrokerSession session, @Nullable PrintWriter logWriter) {
        super(login, session, logWriter);
    }

    @Override
    boolean fits(Login wanted) {
        return false;
    }

    @Override
    public Object getConnection(@Nullable Subject subject, @Nullable ConnectionRequestInfo request)
            throws SecurityException {
        throw new SecurityException("User " + USER + " only finishes transactions");
    }
}
