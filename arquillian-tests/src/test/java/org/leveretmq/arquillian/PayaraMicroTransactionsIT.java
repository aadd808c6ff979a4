package org.leveretmq.arquillian;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Transactions in Payara Micro, which keeps its log of transactions in a folder that survives it. */
class PayaraMicroTransactionsIT extends TransactionsContract {
    private static final int AMQP_PORT = FreePort.find();
    private static final int HTTP_PORT = FreePort.find();

    @TempDir
    private static Path directory;

    private static @Nullable RunnableJar server;

    PayaraMicroTransactionsIT() {
        super(HTTP_PORT, AMQP_PORT);
    }

    @BeforeAll
    static void deploy() throws Exception {
        OrdersApplication.archive()
                .as(ZipExporter.class)
                .exportTo(directory.resolve("orders.war").toFile());
        Files.writeString(
                directory.resolve("after-boot.txt"),
                "deploy " + System.getProperty("rar") + "\n"
                        + Files.readString(OrdersApplication.commands("payara.asadmin")));
        start();
    }

    private static void start() throws Exception {
        server = RunnableJar.startServer(
                Map.of(
                        "LEVERETMQ_PORT",
                        Integer.toString(AMQP_PORT),
                        "LEVERETMQ_DATA_DIRECTORY",
                        directory.resolve("data").toString()),
                "--nohazelcast",
                "--disablephonehome",
                "--port",
                Integer.toString(HTTP_PORT),
                "--rootDir",
                directory.resolve("server").toString(),
                "--postbootcommandfile",
                directory.resolve("after-boot.txt").toString(),
                "--deploy",
                directory.resolve("orders.war").toString());
        server.lineContaining("Payara Micro URLs");
    }

    @AfterAll
    static void kill() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    String server() {
        return "PAYARA-MICRO";
    }

    @Override
    void startAgain() throws Exception {
        kill();
        start();
    }
}
