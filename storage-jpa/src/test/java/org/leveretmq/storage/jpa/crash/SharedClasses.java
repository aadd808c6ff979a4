package org.leveretmq.storage.jpa.crash;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * The classes of a broker, loaded and verified, in a file that other JVMs map into memory: a start takes two thirds of the time. The first broker that
 * ends in order writes the file, those after it use it.
 */
final class SharedClasses {
    private final Path archive;
    private final String classPath;

    /** Keeps them in this directory. JVMs share classes of archives only, so what is in directories is packed. */
    SharedClasses(Path directory) throws IOException {
        Files.createDirectories(directory);
        archive = directory.resolve("classes.jsa");
        List<String> packed = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                packed.add(Files.isDirectory(Path.of(entry)) ? pack(entry, directory, packed.size()) : entry);
            }
        }
        classPath = String.join(File.pathSeparator, packed);
    }

    private static String pack(String classes, Path directory, int number) throws IOException {
        String jar = directory.resolve(number + ".jar").toString();
        int result = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar, "-C", classes, ".");
        if (result != 0) {
            throw new IOException(classes + " cannot be packed");
        }
        return jar;
    }

    /** What the next JVM is to be started with. What the JVM itself has to say does not mix with what its program prints. */
    List<String> options() {
        String use = Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
        return List.of("-cp", classPath, use + archive, "-Xlog:disable", "-Xlog:all=error:stderr");
    }
}
