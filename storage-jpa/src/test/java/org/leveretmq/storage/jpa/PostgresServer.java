package org.leveretmq.storage.jpa;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A PostgreSQL of this machine's installation, started for these tests in a directory of its own, on a free port. */
final class PostgresServer implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String USER = "leveretmq";

    private final Path programs;
    private final Path directory;
    private final int port;
    private int databases;

    private PostgresServer(Path programs) throws Exception {
        this.programs = programs;
        this.directory = Files.createTempDirectory("leveretmq-postgresql");
        this.port = freePort();
        if (isRoot()) {
            run(List.of("chown", ordinaryUser(), directory.toString()));
        }
        Path data = directory.resolve("data");
        runOrdinary(
                "initdb", "--pgdata=" + data, "--username=" + USER, "--auth=trust", "--encoding=UTF8", "--no-locale");
        runOrdinary(
                "pg_ctl",
                "--pgdata=" + data,
                "--log=" + directory.resolve("log"),
                "--wait",
                "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + directory,
                "start");
    }

    /** Where the programs are, nothing if PostgreSQL is not installed. */
    static Optional<Path> programs() {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pg_ctl")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static PostgresServer start(Path programs) {
        try {
            return new PostgresServer(programs);
        } catch (Exception e) {
            throw new IllegalStateException("PostgreSQL in " + programs + " cannot be started", e);
        }
    }

    /** A new, empty database. */
    PGConnectionPoolDataSource newDatabase() throws SQLException {
        databases++;
        String name = "test" + databases;
        try (Connection connection = database("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE DATABASE " + name);
        }
        return database(name);
    }

    private PGConnectionPoolDataSource database(String name) {
        PGConnectionPoolDataSource database = new PGConnectionPoolDataSource();
        database.setServerNames(new String[] {"127.0.0.1"});
        database.setPortNumbers(new int[] {port});
        database.setUser(USER);
        database.setDatabaseName(name);
        return database;
    }

    /** Ends the server without a checkpoint, as a crash does, and starts it again. */
    void crash() throws Exception {
        runOrdinary("pg_ctl", "--pgdata=" + directory.resolve("data"), "--mode=immediate", "--wait", "stop");
    }

    void startAgain() throws Exception {
        runOrdinary(
                "pg_ctl",
                "--pgdata=" + directory.resolve("data"),
                "--log=" + directory.resolve("log"),
                "--wait",
                "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + directory,
                "start");
    }

    @Override
    public void close() throws Exception {
        crash();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** PostgreSQL refuses to run as root. */
    private void runOrdinary(String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(
                    List.of("setpriv", "--reuid=" + ordinaryUser(), "--regid=" + ordinaryGroup(), "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private static String ordinaryUser() throws IOException {
        return passwd().anyMatch(line -> line.startsWith("postgres:")) ? "postgres" : "nobody";
    }

    private static String ordinaryGroup() throws IOException {
        return passwd().anyMatch(line -> line.startsWith("postgres:")) ? "postgres" : "nogroup";
    }

    private static Stream<String> passwd() throws IOException {
        return Files.readAllLines(Path.of("/etc/passwd")).stream();
    }

    private void run(List<String> command) throws Exception {
        Path output = Files.createTempFile("leveretmq", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command + ": " + Files.readString(output, StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(output);
        }
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
