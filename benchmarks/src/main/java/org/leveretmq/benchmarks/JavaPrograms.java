package org.leveretmq.benchmarks;

import java.nio.file.Path;

/** What starts Java programs. */
final class JavaPrograms {
    private JavaPrograms() {}

    /** The launcher of the JDK that runs this program. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The tool of the same JDK that asks a JVM. */
    static String jcmd() {
        return Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    }
}
