package org.leveretmq.storage.jpa;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What an administrator can do about a failure of Derby. */
final class DerbyAdvice {
    /** From this error code on, Derby has given the database up until it is booted again. */
    static final int DATABASE_SEVERITY = 45_000;

    private static final String DATABASE_SHUT_DOWN = "08006";
    private static final String ALREADY_SHUT_DOWN = "XJ004";
    private static final String IN_USE = "XSDB6";
    private static final String LOCK_TIMEOUT = "40XL1";
    private static final String CANNOT_BOOT = "XJ040";

    private DerbyAdvice() {}

    static boolean isShutDown(SQLException failure) {
        String state = failure.getSQLState();
        return DATABASE_SHUT_DOWN.equals(state) || ALREADY_SHUT_DOWN.equals(state);
    }

    static String on(SQLException failure, Path directory) {
        Set<String> states = new HashSet<>();
        boolean disk = collect(failure, states);
        if (CommitMarker.TAKEN_OVER.equals(failure.getSQLState())) {
            return "stop one of them, or give them databases of their own";
        } else if (states.contains(IN_USE)) {
            return "another process uses it; stop that one, or set another data directory";
        } else if (disk || anyStartsWith(states, "XSLA4", "XBM0H", "XBM0S")) {
            return "look for room on the disk and for the right to write to " + directory
                    + "; a running broker goes on by itself when it can write again";
        } else if (states.contains(LOCK_TIMEOUT)) {
            return "something else holds its tables locked; end that";
        } else if (states.contains(CANNOT_BOOT)
                || anyStartsWith(states, "XSDG", "XSDA", "XSDB", "XSDF", "XSLA", "XSLB", "XSTB", "XBM", "XCX", "XN")) {
            return "it is damaged; restore " + directory + " from a backup, or move it away to begin with an empty one";
        } else if (anyStartsWith(states, "08")) {
            return "Derby has closed it; look for room on the disk and into derby.log beside " + directory
                    + "; a running broker goes on by itself when it can";
        }
        return "derby.log beside " + directory + " says more";
    }

    private static boolean anyStartsWith(Set<String> states, String... beginnings) {
        return states.stream().anyMatch(state -> Stream.of(beginnings).anyMatch(state::startsWith));
    }

    /** Collects the states of all failures behind this one. Returns whether one of them is that of a disk that takes no more. */
    private static boolean collect(SQLException failure, Set<String> states) {
        boolean disk = false;
        Set<Throwable> seen = new HashSet<>();
        Deque<Throwable> open = new ArrayDeque<>();
        open.push(failure);
        while (!open.isEmpty()) {
            Throwable next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof SQLException found) {
                if (found.getSQLState() != null) {
                    states.add(found.getSQLState());
                }
                if (found.getNextException() != null) {
                    open.push(found.getNextException());
                }
            }
            disk |= next instanceof IOException && saysFull(String.valueOf(next.getMessage()));
            if (next.getCause() != null) {
                open.push(next.getCause());
            }
        }
        return disk;
    }

    private static boolean saysFull(String message) {
        return Stream.of("No space left", "File too large", "quota", "Read-only file system", "Permission denied")
                .anyMatch(message::contains);
    }
}
