package org.leveretmq.launcher;

import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import javax.management.MBeanServer;

/** The main class of {@code leveretmq.jar}. Takes the arguments of Payara Micro, which all still work. */
public final class Main {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_WRONG_SETTING = 2;

    private static volatile boolean stopping;

    private Main() {}

    /**
     * Starts the server with the broker and prints one line that says where everything listens. If one of them does not start, the
     * last line says why and the process ends with status 1; a wrong HTTP port ends it with status 2. Nothing has failed if it is stopped meanwhile.
     *
     * <p>With the system property {@code leveretmq.stopWithParent=true} it stops when the process that started it ends.
     */
    public static void main(String[] arguments) throws Exception {
        if (Boolean.getBoolean("leveretmq.stopWithParent")) {
            ProcessHandle.current().parent().ifPresent(Main::stopWith);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopping = true, "leveretmq-stopping"));
        try {
            HttpPort.from(System.getenv(), System.getProperties())
                    .ifPresent(port -> System.setProperty(HttpPort.SERVER_PROPERTY, port));
        } catch (IllegalArgumentException e) {
            fail("LeveretMQ did not start: " + e.getMessage(), EXIT_WRONG_SETTING);
        }
        Optional<PayaraMicroRuntime> server = start(arguments);
        // Without one, the arguments were such as --help.
        if (server.isPresent()) {
            MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
            StartReport report = StartReport.of(jmx, server.get().getLocalDescriptor(), System.getProperties());
            if (!report.complete()) {
                fail(report.text(), EXIT_FAILED);
            } else {
                System.out.println(report.text());
            }
        }
    }

    private static Optional<PayaraMicroRuntime> start(String[] arguments) throws Exception {
        try {
            return Optional.of(PayaraMicroLauncher.create(arguments).getRuntime());
        } catch (InvocationTargetException e) {
            fail(
                    StartReport.serverFailed(System.getProperty(HttpPort.SERVER_PROPERTY))
                            .text(),
                    EXIT_FAILED);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static void stopWith(ProcessHandle parent) {
        var unused = parent.onExit().thenRun(() -> System.exit(0));
    }

    private static void fail(String text, int status) {
        if (stopping) {
            System.err.println("LeveretMQ was stopped before it had started");
        } else {
            System.err.println(text);
            System.exit(status);
        }
    }
}
