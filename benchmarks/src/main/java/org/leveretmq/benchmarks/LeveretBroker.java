package org.leveretmq.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts LeveretMQ: the core alone, from this or another build, or the runnable jar. */
final class LeveretBroker {
    private LeveretBroker() {}

    /** The core, embedded in a small program, from this class path. */
    static TestedBroker startCore(List<String> javaOptions, Path directory) throws IOException, InterruptedException {
        return startCore(System.getProperty("java.class.path"), javaOptions, directory);
    }

    /** The core with its store in an embedded Derby, from this class path. */
    static TestedBroker startDerby(List<String> javaOptions, Path directory) throws IOException, InterruptedException {
        return startDerby(System.getProperty("java.class.path"), javaOptions, directory);
    }

    /** The same from another build: the class path has to hold it and what it depends on. */
    static TestedBroker startOtherDerby(String classPath, List<String> javaOptions, Path directory)
            throws IOException, InterruptedException {
        return startDerby(classPath + File.pathSeparator + ownClasses(), javaOptions, directory);
    }

    private static TestedBroker startDerby(String classPath, List<String> javaOptions, Path directory)
            throws IOException, InterruptedException {
        int port = StartedBroker.freePort();
        return start(
                port,
                javaOptions,
                List.of(
                        "-cp",
                        classPath,
                        DerbyMain.class.getName(),
                        Integer.toString(port),
                        directory.resolve("derby-" + port).toString()),
                directory);
    }

    /** The core of another build: the class path has to hold it and what it depends on. */
    static TestedBroker startOtherCore(String classPath, List<String> javaOptions, Path directory)
            throws IOException, InterruptedException {
        return startCore(classPath + File.pathSeparator + ownClasses(), javaOptions, directory);
    }

    /** The runnable jar. */
    static TestedBroker startJar(Path jar, List<String> javaOptions, Path directory)
            throws IOException, InterruptedException {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("There is no jar " + jar);
        }
        int port = StartedBroker.freePort();
        return start(port, javaOptions, List.of("-jar", jar.toString()), directory);
    }

    private static TestedBroker startCore(String classPath, List<String> javaOptions, Path directory)
            throws IOException, InterruptedException {
        int port = StartedBroker.freePort();
        return start(
                port,
                javaOptions,
                List.of("-cp", classPath, CoreMain.class.getName(), Integer.toString(port)),
                directory);
    }

    private static TestedBroker start(int port, List<String> javaOptions, List<String> program, Path directory)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(JavaPrograms.java());
        command.addAll(javaOptions);
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "LEVERETMQ_PORT", Integer.toString(port),
                        "LEVERETMQ_HTTP_PORT", Integer.toString(StartedBroker.freePort()),
                        "LEVERETMQ_DATA_DIRECTORY",
                                directory.resolve("leveretmq-" + port).toString()));
        return new StartedBroker(port, builder, directory.resolve("leveretmq-" + port + ".txt"), "java", () -> {})
                .awaitReady();
    }

    private static Path ownClasses() {
        try {
            return Path.of(CoreMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of this program's classes is not a path", e);
        }
    }
}
