package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of the EAR in Payara Server that {@code asadmin} changes; there are no environment variables. */
@ArquillianTest
@RunAsClient
class PayaraServerSettingsIT {
    private static final int PORT = Integer.getInteger("amqp.port");
    private static final int OTHER_PORT = Integer.getInteger("other.amqp.port");
    private static final String ADAPTER = "leveretmq#broker-rar";
    private static final String PROPERTY = "resources.resource-adapter-config." + ADAPTER + ".property.";
    private static final Duration RESTART = Duration.ofSeconds(60);

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "broker", managed = false, testable = false)
    static EnterpriseArchive broker() {
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("ear")));
    }

    /** Payara's container starts the server when it has something to deploy, and commands need a server. */
    @Deployment(name = "starter", order = 1, testable = false)
    static WebArchive starter() {
        return ShrinkWrap.create(WebArchive.class, "starter.war")
                .addAsWebResource(new StringAsset("started"), "index.html");
    }

    @BeforeEach
    void configure() throws Exception {
        Commands.asadmin("create-resource-adapter-config", "--property", "port=" + PORT, ADAPTER);
    }

    @AfterEach
    void undeploy() throws Exception {
        deployer.undeploy("broker");
        Commands.asadmin("delete-resource-adapter-config", ADAPTER);
    }

    @Test
    void asadminChangesThePortWhileTheServerRuns() throws Exception {
        deployer.deploy("broker");
        Amqp.assertServes(PORT);

        Commands.asadmin("set", PROPERTY + "port=" + OTHER_PORT);

        await().atMost(RESTART).until(() -> Amqp.isListening(OTHER_PORT));
        Amqp.assertServes(OTHER_PORT);
        assertThat(Amqp.isListening(PORT)).isFalse();
    }

    @Test
    void asadminChangesLiveSettingsAndClientsStayConnected() throws Exception {
        deployer.deploy("broker");
        try (Connection client = Amqp.connect(PORT)) {
            Commands.asadmin("set", PROPERTY + "heartbeatSeconds=7");

            await().atMost(RESTART).ignoreExceptions().untilAsserted(() -> assertHeartbeat(7));
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void asadminChangesTheDataSource() throws Exception {
        deployer.deploy("broker");
        DurableQueue.fill(PORT);
        Commands.asadmin("set", PROPERTY + "dataSourceJndiName=jdbc/__default");
        await().atMost(RESTART).ignoreExceptions().untilAsserted(() -> DurableQueue.assertAbsent(PORT));

        DurableQueue.fill(PORT);
        deployer.undeploy("broker");
        deployer.deploy("broker");
        DurableQueue.assertKept(PORT);

        // An empty value takes the property away, which Payara does not tell a running adapter.
        Commands.asadmin("set", PROPERTY + "dataSourceJndiName=");
        deployer.undeploy("broker");
        deployer.deploy("broker");
        DurableQueue.assertKept(PORT);
    }

    @Test
    void aDeploymentPlanChangesTheContextRoot(@TempDir Path directory) throws Exception {
        Path plan = directory.resolve("plan.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plan))) {
            jar.putNextEntry(new JarEntry("glassfish-application.xml"));
            Files.copy(Path.of("src", "test", "payara", "glassfish-application.xml"), jar);
        }
        Commands.asadmin(
                "deploy", "--name", "leveretmq", "--deploymentplan", plan.toString(), System.getProperty("ear"));
        try {
            assertServesUnder("mq");
        } finally {
            Commands.asadmin("undeploy", "leveretmq");
        }
    }

    private static void assertServesUnder(String contextRoot) throws Exception {
        String root = "http://localhost:" + System.getProperty("http.port") + "/" + contextRoot + "/";
        new AdminPage(root).assertServes();
        new ServedApi(root).assertServes();
    }

    private static void assertHeartbeat(int seconds) throws Exception {
        try (Connection client = Amqp.connect(PORT)) {
            assertThat(client.getHeartbeat()).isEqualTo(seconds);
        }
    }
}
