package org.leveretmq.arquillian;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** Transactions in WildFly, with the adapter in the EAR and the application beside it. */
@ArquillianTest
@RunAsClient
class WildFlyTransactionsIT extends TransactionsContract {
    private static boolean deployed;

    /** How Arquillian has started the server; the tests start it again in the same way. */
    private static List<String> commandLine = List.of();

    private static @Nullable Process startedAgain;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "broker", managed = false, testable = false)
    static EnterpriseArchive broker() {
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("ear")));
    }

    @Deployment(name = "orders", managed = false, testable = false)
    static WebArchive orders() throws Exception {
        return OrdersApplication.archive();
    }

    @BeforeEach
    void deploy() throws Exception {
        if (!deployed) {
            deployed = true;
            ProcessHandle.Info server = ServerJvm.processWhoseCommandLineHolds(System.getProperty("wildfly.home"))
                    .info();
            commandLine = new ArrayList<>(List.of(server.command().orElseThrow()));
            commandLine.addAll(List.of(server.arguments().orElseThrow()));
            Commands.cliFile(OrdersApplication.commands("wildfly.cli"));
            deployer.deploy("broker");
            deployer.deploy("orders");
        }
    }

    @AfterAll
    static void undeploy() throws Exception {
        Commands.cli(
                "undeploy orders.war",
                "undeploy leveretmq.ear",
                "xa-data-source remove --name=orders",
                "/subsystem=ejb3:undefine-attribute(name=default-resource-adapter-name)");
        if (startedAgain != null) {
            startedAgain.destroyForcibly().onExit().join();
        }
    }

    @Override
    String server() {
        return "WILDFLY";
    }

    @Override
    void startAgain() throws Exception {
        startedAgain = new ProcessBuilder(commandLine)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
