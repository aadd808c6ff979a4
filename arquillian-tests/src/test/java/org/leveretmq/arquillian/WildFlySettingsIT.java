package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of the EAR in WildFly that the CLI changes; there are no environment variables. */
@ArquillianTest
@RunAsClient
class WildFlySettingsIT {
    private static final int PORT = Integer.getInteger("amqp.port");
    private static final int OTHER_PORT = Integer.getInteger("other.amqp.port");
    private static final String ADAPTER = "/subsystem=resource-adapters/resource-adapter=leveretmq";
    private static final String OVERLAY = "/deployment-overlay=context-root";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "broker", managed = false, testable = false)
    static EnterpriseArchive broker() {
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("ear")));
    }

    // Nothing is configured but by this entry, and the default port may be taken: the instance of ironjacamar.xml has
    // to keep off.
    @BeforeEach
    void configure() throws Exception {
        Commands.cli(
                ADAPTER + ":add(archive=\"leveretmq.ear#broker-rar.rar\",transaction-support=XATransaction)",
                ADAPTER + "/config-properties=port:add(value=" + PORT + ")");
    }

    @AfterEach
    void undeploy() throws Exception {
        deployer.undeploy("broker");
        Commands.cli(ADAPTER + ":remove");
    }

    @Test
    void theCliChangesThePort() throws Exception {
        deployer.deploy("broker");
        Amqp.assertServes(PORT);

        Commands.cli(
                ADAPTER + "/config-properties=port:remove",
                ADAPTER + "/config-properties=port:add(value=" + OTHER_PORT + ")");
        Commands.reloadWildFly();

        Amqp.assertServes(OTHER_PORT);
        assertThat(Amqp.isListening(PORT)).isFalse();
    }

    @Test
    void theCliChangesTheDataSource() throws Exception {
        deployer.deploy("broker");
        DurableQueue.fill(PORT);
        Commands.cli(ADAPTER + "/config-properties=dataSourceJndiName:add(value=\"java:jboss/datasources/ExampleDS\")");
        Commands.reloadWildFly();
        DurableQueue.assertAbsent(PORT);

        DurableQueue.fill(PORT);
        deployer.undeploy("broker");
        deployer.deploy("broker");
        DurableQueue.assertKept(PORT);

        Commands.cli(ADAPTER + "/config-properties=dataSourceJndiName:remove");
        Commands.reloadWildFly();
        DurableQueue.assertKept(PORT);
    }

    @Test
    void jmxChangesLiveSettingsAndClientsStayConnected() throws Exception {
        deployer.deploy("broker");
        try (Connection before = Amqp.connect(PORT);
                ServerJvm server = ServerJvm.whoseCommandLineHolds(System.getProperty("wildfly.home"))) {
            server.changeSetting("leveretmq", "heartbeatSeconds", 7);

            try (Connection after = Amqp.connect(PORT)) {
                assertThat(after.getHeartbeat()).isEqualTo(7);
            }
            assertThat(before.isOpen()).isTrue();
        }
    }

    @Test
    void anOverlayChangesTheContextRoot(@TempDir Path directory) throws Exception {
        Path descriptor = Files.writeString(
                directory.resolve("application.xml"),
                shippedDescriptor().replace("<context-root>/leveretmq<", "<context-root>/mq<"));
        Commands.cli(
                OVERLAY + ":add",
                OVERLAY + "/content=\"META-INF/application.xml\":add(content={url=\"" + descriptor.toUri() + "\"})",
                OVERLAY + "/deployment=leveretmq.ear:add");
        try {
            deployer.deploy("broker");

            String root = "http://localhost:" + System.getProperty("http.port") + "/mq/";
            new AdminPage(root).assertServes();
            new ServedApi(root).assertServes();
        } finally {
            Commands.cli(
                    OVERLAY + "/deployment=leveretmq.ear:remove",
                    OVERLAY + "/content=\"META-INF/application.xml\":remove",
                    OVERLAY + ":remove");
        }
    }

    private static String shippedDescriptor() throws Exception {
        try (JarFile ear = new JarFile(System.getProperty("ear"))) {
            return new String(
                    ear.getInputStream(ear.getEntry("META-INF/application.xml")).readAllBytes());
        }
    }
}
