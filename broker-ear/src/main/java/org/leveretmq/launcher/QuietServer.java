package org.leveretmq.launcher;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what the broker says, and from the server around it warnings and worse. Levels alone cannot do this: the server's
 * web container sets its own to INFO whatever the configuration says.
 *
 * <p>A broker that does not start is told by the launcher's last line; the server's five stack traces of the same sentence are
 * left out. So are those of requests that the server's web container cannot parse, which anybody can send.
 */
public final class QuietServer implements Filter {
    private static final String OURS = "org.leveretmq";
    private static final String HTTP_PARSING = "org.glassfish.grizzly.http.util.";

    /** A filter; {@code logging.properties} names this class. */
    public QuietServer() {}

    @Override
    public boolean isLoggable(LogRecord entry) {
        String logger = entry.getLoggerName();
        return (entry.getLevel().intValue() >= Level.WARNING.intValue()
                        && !isStartFailure(entry.getThrown())
                        && !isMalformedRequest(entry.getThrown()))
                || (logger != null && logger.startsWith(OURS));
    }

    private static boolean isMalformedRequest(@Nullable Throwable thrown) {
        if (thrown == null) {
            return false;
        }
        StackTraceElement[] stack = thrown.getStackTrace();
        return thrown.getClass().getSimpleName().equals("HttpBrokenContentException")
                || (stack.length > 0 && stack[0].getClassName().startsWith(HTTP_PARSING));
    }

    private static boolean isStartFailure(@Nullable Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            StackTraceElement[] stack = t.getStackTrace();
            // The class itself is out of reach: the server's class loaders have it.
            if (t.getClass().getSimpleName().equals("ResourceAdapterInternalException")
                    && stack.length > 0
                    && stack[0].getClassName().startsWith(OURS)) {
                return true;
            }
        }
        return false;
    }
}
