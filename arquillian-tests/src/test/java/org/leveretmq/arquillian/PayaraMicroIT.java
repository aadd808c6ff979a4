package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.junit.jupiter.api.Test;

/** The resource adapter alone, as Payara Micro deploys it from its command line. */
@ArquillianTest
@RunAsClient
class PayaraMicroIT {
    private static final int PORT = Integer.getInteger("amqp.port");

    @Deployment(testable = false)
    static ResourceAdapterArchive broker() {
        return ShrinkWrap.createFromZipFile(ResourceAdapterArchive.class, new File(System.getProperty("rar")));
    }

    @Test
    void publishesAndConsumes() throws Exception {
        Amqp.assertServes(PORT);
    }

    @Test
    void usersOfTheServersFileRealmLogIn() throws Exception {
        Amqp.assertServesAliceOfTheServer(PORT);
    }

    @Test
    void showsTheBrokerInJmx() throws Exception {
        try (ServerJvm server = ServerJvm.whoseCommandLineHolds("servers/payara-micro.jar")) {
            assertThat(server.attribute("leveretmq", "Running")).isEqualTo(true);
            assertThat(server.attribute("leveretmq", "Listeners")).isEqualTo(new String[] {"amqp 0.0.0.0:" + PORT});
        }
    }
}
