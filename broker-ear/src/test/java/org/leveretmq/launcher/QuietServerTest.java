package org.leveretmq.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class QuietServerTest {
    @Test
    void letsTheBrokerSpeakAndTheServerWarn() {
        assertThat(passes("org.leveretmq.Broker", Level.INFO)).isTrue();
        assertThat(passes("jakarta.enterprise.web", Level.INFO)).isFalse();
        assertThat(passes("jakarta.enterprise.web", Level.WARNING)).isTrue();
        assertThat(passes(null, Level.INFO)).isFalse();
    }

    @Test
    void leavesOutTheStackTracesOfAStartThatFailed() {
        assertThat(passes(new IllegalStateException(new ResourceAdapterInternalException())))
                .isFalse();
        assertThat(passes(new IllegalStateException(new IllegalArgumentException())))
                .isTrue();
    }

    @Test
    void leavesOutWhatAnybodyCanCauseByMalformedRequests() {
        assertThat(passes(new HttpBrokenContentException())).isFalse();
        assertThat(passes(thrownBy("org.glassfish.grizzly.http.util.URLDecoder")))
                .isFalse();
        assertThat(passes(thrownBy("org.glassfish.grizzly.http.server.HttpHandler")))
                .isTrue();
    }

    private static Throwable thrownBy(String className) {
        Throwable thrown = new IllegalArgumentException();
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement(className, "method", null, -1)});
        return thrown;
    }

    /** Of the same name as the real one, which is not on this class path. */
    private static final class HttpBrokenContentException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Of the same name as the real one, which is not on this class path. */
    private static final class ResourceAdapterInternalException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static boolean passes(Throwable thrown) {
        LogRecord entry = new LogRecord(Level.SEVERE, "text");
        entry.setThrown(thrown);
        return new QuietServer().isLoggable(entry);
    }

    private static boolean passes(String logger, Level level) {
        LogRecord entry = new LogRecord(level, "text");
        entry.setLoggerName(logger);
        return new QuietServer().isLoggable(entry);
    }
}
