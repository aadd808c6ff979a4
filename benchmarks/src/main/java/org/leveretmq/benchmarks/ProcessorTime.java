package org.leveretmq.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Processor time, user and system together, as Linux counts it: in ticks of 10 ms. All results are microseconds. */
final class ProcessorTime {
    private static final long MICROS_PER_TICK = 10_000;
    /** Positions in /proc/PID/stat, counted from the state, which follows the name. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;
    /** Positions in the first line of /proc/stat. */
    private static final int IDLE = 4;

    private static final int WAITING = 5;
    private static final int STOLEN = 8;

    private ProcessorTime() {}

    /** Of a process. */
    static long ofProcess(long pid) throws IOException {
        return sum(Files.readString(Path.of("/proc", Long.toString(pid), "stat")), USER, SYSTEM);
    }

    /** Of the processes that this one had started and that have ended. */
    static long ofEndedChildren() throws IOException {
        return sum(Files.readString(Path.of("/proc/self/stat")), CHILDREN_USER, CHILDREN_SYSTEM);
    }

    /** Of everything on the machine, and what other machines on the same host have taken away. */
    static long ofMachine() throws IOException {
        String stat = Files.readString(Path.of("/proc/stat"));
        return machineMicros(stat.substring(0, stat.indexOf('\n')));
    }

    static long machineMicros(String line) {
        String[] ticks = line.trim().split(" +", -1);
        long busy = 0;
        for (int i = 1; i <= STOLEN; i++) {
            if (i != IDLE && i != WAITING) {
                busy += Long.parseLong(ticks[i]);
            }
        }
        return busy * MICROS_PER_TICK;
    }

    static long processMicros(String stat) {
        return sum(stat, USER, SYSTEM);
    }

    private static long sum(String stat, int one, int other) {
        // The name is in parentheses and may contain anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[one]) + Long.parseLong(fields[other])) * MICROS_PER_TICK;
    }

    /** Waits until the process has done what it had put off: until it uses less than a tenth of a core, or the time is over. */
    static void awaitQuiet(long pid, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long before = ofProcess(pid);
        while (System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(400);
            long now = ofProcess(pid);
            if (now - before < 40_000) {
                return;
            }
            before = now;
        }
    }
}
