package org.leveretmq.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processor time of a process, user and system together, as Linux counts it. */
final class CpuTime {
    private static final long MICROS_PER_TICK = 10_000;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private CpuTime() {}

    static long micros(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(afterName[USER_TICKS]) + Long.parseLong(afterName[SYSTEM_TICKS])) * MICROS_PER_TICK;
    }
}
