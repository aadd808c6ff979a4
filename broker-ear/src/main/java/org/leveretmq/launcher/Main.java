package org.leveretmq.launcher;

import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** The main class of {@code leveretmq.jar}. Takes the arguments of Payara Micro, which all still work. */
public final class Main {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_WRONG_SETTING = 2;

    private Main() {}

    /**
     * Starts the server with the broker and prints one line that says where everything listens. If the broker or the admin
     * application did not start, the process ends with status 1; a wrong setting ends it with status 2.
     */
    public static void main(String[] arguments) throws Exception {
        // The server replaces both with its log.
        PrintStream out = System.out;
        PrintStream err = System.err;
        try {
            HttpPort.from(System.getenv(), System.getProperties())
                    .ifPresent(port -> System.setProperty(HttpPort.SERVER_PROPERTY, port));
        } catch (IllegalArgumentException e) {
            err.println("LeveretMQ: " + e.getMessage());
            System.exit(EXIT_WRONG_SETTING);
        }
        PayaraMicro.main(arguments);
        Optional<PayaraMicroRuntime> server = runtime();
        if (server.isEmpty()) {
            // Arguments that start no server, such as --help.
            return;
        }
        StartReport report = StartReport.of(
                ManagementFactory.getPlatformMBeanServer(), server.get().getLocalDescriptor());
        if (report.complete()) {
            out.println(report.text());
        } else {
            err.println(report.text());
            System.exit(EXIT_FAILED);
        }
    }

    private static Optional<PayaraMicroRuntime> runtime() {
        PayaraMicro server = PayaraMicro.getInstance(false);
        try {
            return server == null ? Optional.empty() : Optional.ofNullable(server.getRuntime());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
