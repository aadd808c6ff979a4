package org.leveretmq.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A broker that the comparison has started on this machine, and stops. */
final class StartedBroker implements TestedBroker {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final int port;
    private final ChildProcess process;
    private final String program;
    private final Runnable afterStop;

    /**
     * A broker whose process has been started.
     *
     * @param program the end of the path of the program that does the work, in the process or one that it starts
     * @param afterStop what is to be done when it has been stopped
     */
    StartedBroker(int port, ChildProcess process, String program, Runnable afterStop) {
        this.port = port;
        this.process = process;
        this.program = program;
        this.afterStop = afterStop;
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
                if (process.awaitEnd(200, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
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
