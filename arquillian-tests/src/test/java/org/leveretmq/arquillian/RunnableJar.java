package org.leveretmq.arquillian;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The runnable jar in a process of its own. Used by one thread. */
final class RunnableJar implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Queue<String> linesRead = new ConcurrentLinkedQueue<>();

    private RunnableJar(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** With a data directory of its own, unless the environment says otherwise. */
    static RunnableJar start(Map<String, String> environment, String... arguments) throws IOException {
        return start(System.getProperty("jar"), environment, arguments);
    }

    /** Payara Micro as it is released instead. */
    static RunnableJar startServer(Map<String, String> environment, String... arguments) throws IOException {
        return start(System.getProperty("servers") + "/payara-micro.jar", environment, arguments);
    }

    private static RunnableJar start(String jar, Map<String, String> environment, String... arguments)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Commands.java(), "-jar", jar);
        builder.command().addAll(List.of(arguments));
        Path data = Files.createDirectories(Path.of("target", "jar-data"));
        builder.environment()
                .put(
                        "LEVERETMQ_DATA_DIRECTORY",
                        Files.createTempDirectory(data, "run").toString());
        builder.environment().putAll(environment);
        return new RunnableJar(builder.redirectErrorStream(true).start());
    }

    /** The next line of its output that begins so. */
    String lineWith(String start) throws IOException {
        return line(text -> text.startsWith(start), "begins with '" + start + "'");
    }

    /** The next line of its output in which this is. */
    String lineContaining(String part) throws IOException {
        return line(text -> text.contains(part), "contains '" + part + "'");
    }

    private String line(Predicate<String> wanted, String inWords) throws IOException {
        StringBuilder before = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (wanted.test(line)) {
                return line;
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("No line " + inWords + ":\n" + before);
    }

    /** Reads on, so that it never waits to be read, and keeps the lines; none of them can be waited for any more. */
    void readOn() {
        Thread reader = new Thread(() -> output.lines().forEach(linesRead::add), "output of the server");
        reader.setDaemon(true);
        reader.start();
    }

    /** What it has printed since {@link #readOn}. */
    List<String> linesRead() {
        return List.copyOf(linesRead);
    }

    /** Asks it to stop. */
    void stop() {
        process.destroy();
    }

    /** Whether it ends in time. */
    boolean ends() throws InterruptedException {
        return process.waitFor(30, TimeUnit.SECONDS);
    }

    int exitStatus() {
        return process.exitValue();
    }

    /** Kills it, and waits until its ports are free again. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
