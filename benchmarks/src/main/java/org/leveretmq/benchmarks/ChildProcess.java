package org.leveretmq.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that does not outlive this program, even if that is interrupted; what it says goes to a file. */
final class ChildProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 20;
    private static final int TAIL_LINES = 30;

    private final Process process;
    private final Path output;
    private final Thread stopAtExit = new Thread(this::stop);

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        Runtime.getRuntime().addShutdownHook(stopAtExit);
    }

    static ChildProcess start(ProcessBuilder builder, Path output) throws IOException {
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new ChildProcess(process, output);
    }

    /** The process itself, or the one it has started that runs this program. */
    long pid(String program) {
        return processes()
                .filter(candidate -> candidate.info().command().orElse("").endsWith(program))
                .findFirst()
                .map(ProcessHandle::pid)
                .orElse(process.pid());
    }

    /** Waits until it has ended. Returns false if it has not within that time. */
    boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        return process.waitFor(time, unit);
    }

    boolean succeeded() {
        return !process.isAlive() && process.exitValue() == 0;
    }

    List<String> output() throws IOException {
        try (Stream<String> lines = Files.lines(output, StandardCharsets.UTF_8)) {
            return lines.toList();
        }
    }

    /** The last lines of what it has said, for messages about failures. */
    String tail() {
        try {
            List<String> lines = output();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException | UncheckedIOException e) {
            return "(nothing readable: " + e.getMessage() + ")";
        }
    }

    /** Kills it and what it has started with SIGKILL, and waits until they are gone. */
    void kill() throws InterruptedException {
        List<ProcessHandle> all = processes().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            endsInTime(each);
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (IllegalStateException e) {
            // The program ends already, and the hook has its turn.
            return;
        }
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private void stop() {
        List<ProcessHandle> all = processes().toList();
        all.forEach(ProcessHandle::destroy);
        try {
            boolean ended = true;
            for (ProcessHandle each : all) {
                ended &= endsInTime(each);
            }
            if (!ended) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    private static boolean endsInTime(ProcessHandle process) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (process.isAlive() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return !process.isAlive();
    }
}
