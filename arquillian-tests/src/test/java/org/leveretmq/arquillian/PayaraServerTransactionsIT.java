package org.leveretmq.arquillian;

import java.io.File;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Transactions in Payara Server, where applications see a resource adapter that is deployed by itself. The broker keeps its messages in a data source of
 * the server: after a crash the server must not let it wait for a recovery that waits for the broker. The admin application is deployed by itself, too.
 */
@ArquillianTest
@RunAsClient
class PayaraServerTransactionsIT extends TransactionsContract {
    private static final Path CONFIGURATION = Path.of("src", "test", "payara", "beside-applications.asadmin");

    private static boolean deployed;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "adapter", managed = false, testable = false)
    static ResourceAdapterArchive adapter() {
        return ShrinkWrap.createFromZipFile(ResourceAdapterArchive.class, new File(System.getProperty("rar")));
    }

    /** Payara's container starts the server when it has something to deploy, and commands need a server. */
    @Deployment(name = "starter", managed = false, testable = false)
    static WebArchive starter() {
        return ShrinkWrap.create(WebArchive.class, "starter.war")
                .addAsWebResource(new StringAsset("started"), "index.html");
    }

    @Deployment(name = "orders", managed = false, testable = false)
    static WebArchive orders() throws Exception {
        return OrdersApplication.archive();
    }

    @BeforeEach
    void deploy() throws Exception {
        if (!deployed) {
            deployed = true;
            deployer.deploy("starter");
            Commands.asadmin("multimode", "--file", CONFIGURATION.toString());
            deployer.deploy("adapter");
            Commands.asadmin(
                    "multimode",
                    "--file",
                    OrdersApplication.commands("payara.asadmin").toString());
            deployer.deploy("orders");
            Commands.asadmin("deploy", "--contextroot", "/leveretmq", System.getProperty("war"));
        }
    }

    @AfterAll
    static void undeploy() throws Exception {
        Commands.asadmin("undeploy", "broker-admin-war");
        Commands.asadmin("undeploy", "orders");
        Commands.asadmin("undeploy", "--cascade", "broker-rar");
        Commands.asadmin("undeploy", "starter");
    }

    @Test
    @Order(1)
    void theAdminApplicationServesBesideThem() throws Exception {
        new AdminPage("http://localhost:" + System.getProperty("http.port") + "/leveretmq/").assertServes();
    }

    @Override
    String server() {
        return "PAYARA-SERVER";
    }

    @Override
    void startAgain() throws Exception {
        Commands.asadmin("start-domain", "leveretmq");
    }
}
