package org.leveretmq.storage.jpa.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.leveretmq.storage.jpa.ChildJvm;

/** A {@link DoomedBroker} as the one who kills it sees it. Used by one thread. */
final class BrokerProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 60;

    private final Process process;
    private final BufferedReader output;
    private int port;
    private long setAside;

    private BrokerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Begins a process; what it logs is added to a file. */
    static BrokerProcess begin(SharedClasses classes, Path database, long maxHeldBytes, Path log) throws IOException {
        Process process = ChildJvm.running(
                        DoomedBroker.class, classes.options(), database.toString(), Long.toString(maxHeldBytes))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new BrokerProcess(process);
    }

    /** Waits until it begins to start its broker. */
    void awaitStarting() throws IOException {
        expect("starting");
    }

    /** Waits until it listens. */
    void awaitListening() throws IOException {
        String[] words = expect("listening").split(" ", -1);
        port = Integer.parseInt(words[1]);
        setAside = Long.parseLong(words[2]);
    }

    private String expect(String beginning) throws IOException {
        @Nullable String line = output.readLine();
        if (line == null || !line.startsWith(beginning)) {
            throw new IOException("The broker says '" + line + "' instead of '" + beginning + "'");
        }
        return line;
    }

    int port() {
        return port;
    }

    /** What its recovery has set aside. */
    long setAside() {
        return setAside;
    }

    /** Ends it with SIGKILL. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Ends it with SIGKILL when it has lived so long. */
    void killAfter(long millis) throws IOException, InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new IOException("The broker has ended by itself");
        }
        kill();
    }

    /** Has it stop in order. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("The broker does not stop");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
