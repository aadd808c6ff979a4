package org.leveretmq.tls;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.leveretmq.concurrent.Scheduler;

/**
 * Looks every half minute whether the files of TLS have changed, and has them read again. If they cannot be used, the certificate that is in
 * force stays, and one warning says so for each change. Looks on the executor, one look after the other.
 */
public final class CertificateWatch implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(CertificateWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final TlsContext context;
    private final Scheduler scheduler;
    private final Executor blocking;
    private volatile Scheduler.Timer next;
    private volatile boolean closed;

    /** Begins to look. */
    public CertificateWatch(TlsContext context, Scheduler scheduler, Executor blocking) {
        this.context = context;
        this.scheduler = scheduler;
        this.blocking = blocking;
        this.next = scheduler.schedule(INTERVAL, this::look);
    }

    private void look() {
        try {
            blocking.execute(this::reloadIfChanged);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "The broker is stopping; certificates are not watched any more");
        }
    }

    private void reloadIfChanged() {
        if (context.filesChanged()) {
            reload();
        }
        if (!closed) {
            next = scheduler.schedule(INTERVAL, this::look);
        }
    }

    private void reload() {
        try {
            context.reload();
            LOGGER.log(
                    Level.INFO,
                    "The files of TLS have changed; new connections see the certificate of {0}, valid until {1}",
                    context.certificate().getSubjectX500Principal().getName(),
                    context.certificate().getNotAfter().toInstant());
        } catch (TlsConfigurationException e) {
            LOGGER.log(
                    Level.WARNING,
                    "The files of TLS have changed, but the certificate stays the old one. {0}",
                    e.getMessage());
        }
    }

    /** Looks no more. */
    @Override
    public void close() {
        closed = true;
        next.cancel();
    }
}
