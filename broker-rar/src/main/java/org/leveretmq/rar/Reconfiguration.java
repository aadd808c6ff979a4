package org.leveretmq.rar;

import java.util.Arrays;

/**
 * Whether the server stops an adapter only to start another instance with changed properties. Jakarta Connectors has no word for it, but
 * Payara does both in one method, whose thread waits while another one stops the adapter. In other servers a change of properties starts
 * the adapter anew like any other stop and start.
 */
final class Reconfiguration {
    private static final String PACKAGE = "com.sun.enterprise.connectors.";
    private static final String METHOD = "reCreateActiveResourceAdapter";

    private Reconfiguration() {}

    /** Whether some thread is about to start an adapter again that it has stopped. */
    static boolean isUnderWay() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(Reconfiguration::recreates);
    }

    private static boolean recreates(StackTraceElement frame) {
        return frame.getMethodName().equals(METHOD) && frame.getClassName().startsWith(PACKAGE);
    }
}
