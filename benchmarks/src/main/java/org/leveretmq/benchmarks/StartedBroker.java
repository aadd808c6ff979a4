package org.leveretmq.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A broker that the comparison has started on this machine, and stops. */
final class StartedBroker implements TestedBroker {
    /** A broker that has to find ten million messages first is given the time for it. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private final int port;
    private final ProcessBuilder builder;
    private final Path output;
    private final String program;
    private final Runnable afterStop;
    private ChildProcess process;

    /**
     * Starts a broker.
     *
     * @param output the file that gets what it says
     * @param program the end of the path of the program that does the work, in the process or one that it starts
     * @param afterStop what is to be done when it has been stopped
     */
    StartedBroker(int port, ProcessBuilder builder, Path output, String program, Runnable afterStop)
            throws IOException {
        this.port = port;
        this.builder = builder;
        this.output = output;
        this.program = program;
        this.afterStop = afterStop;
        this.process = ChildProcess.start(builder, output);
    }

    /**
     * Stops it, in order or with SIGKILL, and starts it again with the same data.
     *
     * @return how long it took from the start until it served clients
     */
    Duration restart(boolean kill) throws IOException, InterruptedException {
        if (kill) {
            process.kill();
        }
        process.close();
        long begin = System.nanoTime();
        process = ChildProcess.start(builder, output);
        awaitReady();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return process.pid(program);
    }

    /** A port that nothing listens on at the moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until clients are served. @throws IOException if they never are; it has been stopped then */
    StartedBroker awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                connect().close();
                return this;
            } catch (IOException e) {
                if (process.awaitEnd(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("No broker comes up on port " + port + ":\n" + process.tail(), e);
                }
            }
        }
    }

    @Override
    public void close() {
        process.close();
        afterStop.run();
    }
}
