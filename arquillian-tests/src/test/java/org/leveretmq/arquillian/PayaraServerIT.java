package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The EAR in Payara Server: deployed as it is, configured by the command line, refused, undeployed. */
@ArquillianTest
@RunAsClient
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PayaraServerIT {
    private static final int PORT = Integer.getInteger("amqp.port");
    private static final String ADAPTER = "leveretmq#broker-rar";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "broker", managed = false, testable = false)
    static EnterpriseArchive broker() {
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("ear")));
    }

    @AfterEach
    void undeploy() {
        deployer.undeploy("broker");
    }

    // Payara's idle shutdown thread keeps the class loader for another minute, so that is left to the test in WildFly.
    @Test
    @Order(1)
    void undeploymentClosesClientsAndLeavesNothing() throws Exception {
        deployer.deploy("broker");
        Amqp.assertServes(PORT);
        Connection client = Amqp.connect(PORT);
        try (ServerJvm server = attach()) {
            assertThat(server.attribute("leveretmq", "Running")).isEqualTo(true);
            assertThat(server.brokerThreads()).isNotEmpty();

            deployer.undeploy("broker");

            await().untilAsserted(() -> assertThat(client.isOpen()).isFalse());
            assertThat(client.getCloseReason()).hasMessageContaining("320");
            assertThat(Amqp.isListening(PORT)).isFalse();
            assertThat(server.brokers()).isEmpty();
            await().untilAsserted(() -> assertThat(server.brokerThreads()).isEmpty());
        }
    }

    @Test
    @Order(2)
    void aTakenPortFailsTheDeploymentAndLeavesNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(PORT, 1, InetAddress.getByName("0.0.0.0"))) {
            assertThatThrownBy(() -> deployer.deploy("broker"))
                    .hasStackTraceContaining("Cannot listen on 0.0.0.0:" + taken.getLocalPort());
        }

        try (ServerJvm server = attach()) {
            assertThat(server.brokers()).isEmpty();
            await().untilAsserted(() -> assertThat(server.brokerThreads()).isEmpty());
        }
    }

    @Test
    @Order(3)
    void servesTheAdminPageAndTheApiUnderTheContextRoot() throws Exception {
        deployer.deploy("broker");

        String root = "http://localhost:" + System.getProperty("http.port") + "/leveretmq/";
        new AdminPage(root).assertServes();
        new ServedApi(root).assertServes();
    }

    @Test
    @Order(4)
    void aResourceAdapterConfigReplacesTheDefaultsAndASetRestartsTheBroker() throws Exception {
        Commands.asadmin(
                "create-resource-adapter-config", "--property", "brokerName=orders:heartbeatSeconds=7", ADAPTER);
        try {
            deployer.deploy("broker");
            try (ServerJvm server = attach()) {
                assertThat(server.brokers()).hasSize(1);
                assertThat(server.attribute("orders", "Running")).isEqualTo(true);
            }
            assertHeartbeat(7);

            Commands.asadmin("set", "resources.resource-adapter-config." + ADAPTER + ".property.heartbeatSeconds=9");

            assertHeartbeat(9);
            deployer.undeploy("broker");
            assertThat(Amqp.isListening(PORT)).isFalse();
        } finally {
            Commands.asadmin("delete-resource-adapter-config", ADAPTER);
        }
    }

    @Test
    @Order(5)
    void usersOfTheServersFileRealmLogInAndTheirGroupsBecomeTags(@TempDir Path directory) throws Exception {
        Path passwords = Files.writeString(directory.resolve("passwords"), "AS_ADMIN_USERPASSWORD=secret-1\n");
        Commands.asadmin(
                "--passwordfile", passwords.toString(), "create-file-user", "--groups", "mq-admins:staff", "alice");
        Commands.asadmin(
                "create-resource-adapter-config",
                "--property",
                "realmAuthentication=fallback:realmTags=mq-admins\\=administrator"
                        + ":realmPermissions=/ ^alice ^alice ^alice",
                ADAPTER);
        try {
            deployer.deploy("broker");

            Amqp.assertServesAliceOfTheServer(PORT);
            new AdminPage("http://localhost:" + System.getProperty("http.port") + "/leveretmq/")
                    .assertOpensFor("alice:secret-1");
            deployer.undeploy("broker");
        } finally {
            Commands.asadmin("delete-resource-adapter-config", ADAPTER);
            Commands.asadmin("delete-file-user", "alice");
        }
    }

    @Test
    @Order(6)
    void whatIsDurableSurvivesARestartOfTheServer() throws Exception {
        deployer.deploy("broker");
        DurableQueue.fill(PORT);

        Commands.asadmin("restart-domain", "leveretmq");

        await().atMost(Duration.ofSeconds(60)).until(() -> Amqp.isListening(PORT));
        DurableQueue.assertKept(PORT);
    }

    @Test
    @Order(7)
    void keepsWhatIsDurableInADataSourceOfTheServer() throws Exception {
        Commands.asadmin("create-resource-adapter-config", "--property", "dataSourceJndiName=jdbc/__default", ADAPTER);
        try {
            deployer.deploy("broker");
            DurableQueue.fill(PORT);
            deployer.undeploy("broker");

            deployer.deploy("broker");

            DurableQueue.assertKept(PORT);
            deployer.undeploy("broker");
        } finally {
            Commands.asadmin("delete-resource-adapter-config", ADAPTER);
        }
    }

    private static void assertHeartbeat(int seconds) throws Exception {
        try (Connection client = Amqp.connect(PORT)) {
            assertThat(client.getHeartbeat()).isEqualTo(seconds);
        }
    }

    private static ServerJvm attach() throws Exception {
        return ServerJvm.whoseCommandLineHolds(System.getProperty("servers") + "/payara6");
    }
}
