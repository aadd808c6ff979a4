package org.leveretmq.arquillian;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The runnable jar in a process of its own, whose output is read as it comes, so that it never waits for its reader. Used by one thread. */
final class RunnableJar implements AutoCloseable {
    private final Process process;

    /** Its own: a server that is killed leaves 170 MB. */
    private final Path temporaryFiles;

    /** What it has printed and nobody has asked for; empty after the last line. */
    private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();

    private RunnableJar(Process process, Path temporaryFiles) {
        this.process = process;
        this.temporaryFiles = temporaryFiles;
        Thread reader = new Thread(this::read, "output of the server");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().map(Optional::of).forEach(output::add);
        } catch (IOException | UncheckedIOException e) {
            output.add(Optional.of("The output breaks off: " + e));
        } finally {
            output.add(Optional.empty());
        }
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
        Path temporaryFiles = Files.createTempDirectory("server");
        ProcessBuilder builder = new ProcessBuilder(Commands.java(), "-Djava.io.tmpdir=" + temporaryFiles, "-jar", jar);
        builder.command().addAll(List.of(arguments));
        Path data = Files.createDirectories(Path.of("target", "jar-data"));
        builder.environment()
                .put(
                        "LEVERETMQ_DATA_DIRECTORY",
                        Files.createTempDirectory(data, "run").toString());
        builder.environment().putAll(environment);
        return new RunnableJar(builder.redirectErrorStream(true).start(), temporaryFiles);
    }

    /** The next line of its output that begins so. */
    String lineWith(String start) throws InterruptedException {
        return line(text -> text.startsWith(start), "begins with '" + start + "'");
    }

    /** The next line of its output in which this is. */
    String lineContaining(String part) throws InterruptedException {
        return line(text -> text.contains(part), "contains '" + part + "'");
    }

    private String line(Predicate<String> wanted, String inWords) throws InterruptedException {
        StringBuilder before = new StringBuilder();
        for (Optional<String> line = output.take(); line.isPresent(); line = output.take()) {
            if (wanted.test(line.get())) {
                return line.get();
            }
            before.append(line.get()).append('\n');
        }
        output.add(Optional.empty());
        throw new AssertionError("No line " + inWords + ":\n" + before);
    }

    /** What it has printed since the last line that was asked for. */
    List<String> unread() {
        return output.stream().flatMap(Optional::stream).toList();
    }

    /** What it prints until it ends, beginning behind the last line that was asked for. */
    List<String> rest() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (Optional<String> line = output.take(); line.isPresent(); line = output.take()) {
            lines.add(line.get());
        }
        output.add(Optional.empty());
        return lines;
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

    /** Kills it, waits until its ports are free again, and removes its temporary files. May be called again. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        if (Files.exists(temporaryFiles)) {
            try (Stream<Path> files = Files.walk(temporaryFiles)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
