package org.leveretmq.admin.access;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.leveretmq.api.management.LogText;

/**
 * Says who has changed what, from where and with which result, one line each in the log {@code org.leveretmq.audit}. Bodies, where passwords and messages
 * are, and queries are never in it.
 */
final class AuditLog {
    private static final Logger LOGGER = System.getLogger("org.leveretmq.audit");

    private AuditLog() {}

    /** Something was changed, or should have been. */
    static void done(HttpServletRequest request, String user, int status) {
        log("user", request, user, String.valueOf(status));
    }

    /** Somebody was not let in. */
    static void refused(HttpServletRequest request, String user, String why) {
        log("refused user", request, user, why);
    }

    private static void log(String who, HttpServletRequest request, String user, String result) {
        LOGGER.log(
                Level.INFO,
                "{0}=\"{1}\" from={2} {3} {4} result={5}",
                who,
                printable(user),
                request.getRemoteAddr(),
                printable(request.getMethod()),
                printable(request.getRequestURI()),
                result);
    }

    /** Without quotation marks, which end it. */
    private static String printable(String text) {
        return LogText.of(text.replace('"', '?'));
    }
}
