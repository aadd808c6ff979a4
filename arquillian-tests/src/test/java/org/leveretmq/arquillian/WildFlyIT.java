package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
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

/** The EAR in WildFly: deployed as it is, configured by the command line, refused, undeployed. */
@ArquillianTest
@RunAsClient
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WildFlyIT {
    private static final int PORT = Integer.getInteger("amqp.port");
    private static final Duration RECOVERY_PERIOD = Duration.ofMinutes(2);
    private static final String REALM = "/subsystem=elytron/filesystem-realm=mq-users";
    private static final String DOMAIN = "/subsystem=elytron/security-domain=mq-users";
    private static final String ADAPTER = "/subsystem=resource-adapters/resource-adapter=leveretmq";

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

    // First, because an idle HTTP thread of the server may hold on to the last application that it served.
    @Test
    @Order(1)
    void undeploymentClosesClientsAndLeavesNothing() throws Exception {
        deployer.deploy("broker");
        Amqp.assertServes(PORT);
        Connection client = Amqp.connect(PORT);
        try (ServerJvm server = attach()) {
            assertThat(server.attribute("leveretmq", "Running")).isEqualTo(true);
            assertThat(server.brokerThreads()).isNotEmpty();
            assertThat(server.brokerClasses()).isNotEmpty();

            deployer.undeploy("broker");

            await().untilAsserted(() -> assertThat(client.isOpen()).isFalse());
            assertThat(client.getCloseReason()).hasMessageContaining("320");
            assertThat(Amqp.isListening(PORT)).isFalse();
            assertThat(server.brokers()).isEmpty();
            await().untilAsserted(() -> assertThat(server.brokerThreads()).isEmpty());
            // WildFly's recovery of transactions keeps what it has asked until it asks again, after two minutes.
            await().atMost(RECOVERY_PERIOD.multipliedBy(2))
                    .untilAsserted(() -> assertThat(server.brokerClasses()).isEmpty());
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
    void anEntryInTheServersConfigurationReplacesTheDefaults() throws Exception {
        Commands.cli(
                ADAPTER + ":add(archive=\"leveretmq.ear#broker-rar.rar\",transaction-support=XATransaction)",
                ADAPTER + "/config-properties=brokerName:add(value=orders)",
                ADAPTER + "/config-properties=heartbeatSeconds:add(value=7)");
        try {
            deployer.deploy("broker");

            try (ServerJvm server = attach()) {
                assertThat(server.brokers()).hasSize(1);
                assertThat(server.attribute("orders", "Running")).isEqualTo(true);
            }
            try (Connection client = Amqp.connect(PORT)) {
                assertThat(client.getHeartbeat()).isEqualTo(7);
            }
            deployer.undeploy("broker");
            assertThat(Amqp.isListening(PORT)).isFalse();
        } finally {
            Commands.cli(ADAPTER + ":remove");
        }
    }

    @Test
    @Order(5)
    void usersOfASecurityDomainOfTheServerLogInAndTheirRolesBecomeTags() throws Exception {
        Commands.cli(
                REALM + ":add(path=mq-users,relative-to=jboss.server.data.dir)",
                REALM + ":add-identity(identity=alice)",
                REALM + ":set-password(identity=alice,clear={password=secret-1})",
                REALM + ":add-identity-attribute(identity=alice,name=groups,value=[mq-admins])",
                DOMAIN + ":add(realms=[{realm=mq-users,role-decoder=groups-to-roles}],default-realm=mq-users,"
                        + "permission-mapper=default-permission-mapper)",
                ADAPTER + ":add(archive=\"leveretmq.ear#broker-rar.rar\",transaction-support=XATransaction,"
                        + "wm-security=true,wm-security-mapping-required=false,wm-elytron-security-domain=mq-users)",
                ADAPTER + "/config-properties=realmAuthentication:add(value=fallback)",
                ADAPTER + "/config-properties=realmTags:add(value=\"mq-admins=administrator\")",
                ADAPTER + "/config-properties=realmPermissions:add(value=\"/ ^alice ^alice ^alice\")");
        try {
            deployer.deploy("broker");

            Amqp.assertServesAliceOfTheServer(PORT);
            new AdminPage("http://localhost:" + System.getProperty("http.port") + "/leveretmq/")
                    .assertOpensFor("alice:secret-1");
            deployer.undeploy("broker");
        } finally {
            Commands.cli(
                    ADAPTER + ":remove",
                    REALM + ":remove-identity(identity=alice)",
                    DOMAIN + ":remove(){allow-resource-service-restart=true}",
                    REALM + ":remove(){allow-resource-service-restart=true}");
        }
    }

    @Test
    @Order(6)
    void whatIsDurableSurvivesARestartOfTheServer() throws Exception {
        deployer.deploy("broker");
        DurableQueue.fill(PORT);

        Commands.reloadWildFly();

        DurableQueue.assertKept(PORT);
    }

    @Test
    @Order(7)
    void keepsWhatIsDurableInADataSourceOfTheServer() throws Exception {
        Commands.cli(
                ADAPTER + ":add(archive=\"leveretmq.ear#broker-rar.rar\",transaction-support=XATransaction)",
                ADAPTER + "/config-properties=dataSourceJndiName:add(value=\"java:jboss/datasources/ExampleDS\")");
        try {
            deployer.deploy("broker");
            DurableQueue.fill(PORT);
            deployer.undeploy("broker");

            deployer.deploy("broker");

            DurableQueue.assertKept(PORT);
            deployer.undeploy("broker");
        } finally {
            Commands.cli(ADAPTER + ":remove");
        }
    }

    private static ServerJvm attach() throws Exception {
        return ServerJvm.whoseCommandLineHolds(System.getProperty("wildfly.home"));
    }
}
