package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JVMs that tests start, and most of which live for a second or two: what takes long to start and pays off later is left out. */
public final class ChildJvm {
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Duser.language=en");

    private ChildJvm() {}

    /** Runs a class of the tests; with the class path of the tests, unless the options have another one. */
    public static ProcessBuilder running(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK_START);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
