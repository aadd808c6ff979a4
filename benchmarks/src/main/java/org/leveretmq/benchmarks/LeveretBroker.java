package org.leveretmq.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LeveretMQ: the core alone, or the runnable jar. */
final class LeveretBroker extends TestedBroker {
    private LeveretBroker(int port, Process process) {
        super("LeveretMQ", port, process);
    }

    @Override
    long pid() {
        return process().pid();
    }

    /** Starts the runnable jar, or without one the core from this program's class path. */
    static LeveretBroker start(@Nullable Path jar) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        if (jar == null) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), CoreMain.class.getName(), "" + port));
        } else {
            command.addAll(List.of("-jar", jar.toString()));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LEVERETMQ_PORT", Integer.toString(port));
        builder.environment().put("LEVERETMQ_HTTP_PORT", Integer.toString(freePort()));
        LeveretBroker broker = new LeveretBroker(port, builder.start());
        broker.awaitListening();
        return broker;
    }
}
