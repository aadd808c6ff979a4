package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the administration commands of the servers. */
final class Commands {
    private Commands() {}

    /** The {@code java} of this JVM. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Runs Java with these arguments to its end, which must be a good one. Returns what it printed. */
    static String run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Runs a command of Payara Server in the domain of the tests. */
    static void asadmin(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "-jar",
                System.getProperty("servers") + "/payara6/glassfish/lib/client/appserver-cli.jar",
                "--port",
                System.getProperty("admin.port")));
        command.addAll(List.of(arguments));
        run(command);
    }

    /** Runs commands of WildFly one after the other. */
    static void cli(String... commands) throws Exception {
        run(jbossCli("--commands=" + String.join(",", commands)));
    }

    /**
     * Reloads WildFly and returns when it has started again. The command waits, the operation {@code :reload} does not:
     * a server whose adapter already listens may still be starting, and refuses to undeploy then, which Arquillian only
     * logs.
     */
    static void reloadWildFly() throws Exception {
        cli("reload");
    }

    /** Runs a file with commands of WildFly. */
    static void cliFile(Path file) throws Exception {
        run(jbossCli("--file=" + file));
    }

    private static List<String> jbossCli(String what) {
        return List.of(
                "-jar",
                System.getProperty("wildfly.home") + "/bin/client/jboss-cli-client.jar",
                "--connect",
                "--controller=remote+http://localhost:" + System.getProperty("admin.port"),
                what);
    }
}
