package org.leveretmq.rar;

/**
 * Whether the server stops an adapter only to start another instance with changed properties. Jakarta Connectors has no word for it, but
 * Payara does both in one method on the thread that carries out the command. In other servers a change of properties starts the adapter
 * anew like any other stop and start.
 */
final class Reconfiguration {
    private static final String PACKAGE = "com.sun.enterprise.connectors.";
    private static final String METHOD = "reCreateActiveResourceAdapter";

    private Reconfiguration() {}

    /** Whether this thread is about to start the adapter again. */
    static boolean isUnderWay() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals(METHOD)
                        && frame.getClassName().startsWith(PACKAGE)));
    }
}
