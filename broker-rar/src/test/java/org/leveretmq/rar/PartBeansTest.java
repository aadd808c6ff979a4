package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.Broker;
import org.leveretmq.api.management.Figure;

class PartBeansTest {
    private static final String VHOST = ",vhost=\"/\"";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Broker broker = Broker.builder().name("parts").port(0).build();
    private PartBeans beans;

    @BeforeEach
    void start() {
        broker.start();
        broker.management().topologyAdministration().declareQueue("/", "jobs", false, false, Map.of());
        broker.management().messageAdministration().publish("/", "", "jobs", Map.of(), new byte[] {1, 2, 3});
        beans = new PartBeans("parts", broker.management());
    }

    @AfterEach
    void stop() {
        beans.close();
        broker.close();
    }

    private static ObjectName name(String type, String host, String name) throws Exception {
        return new ObjectName("org.leveretmq:type=" + type + ",broker=\"parts\"" + host + ",name=" + name);
    }

    private ObjectName queue() throws Exception {
        ObjectName queue = name("Queue", VHOST, "\"jobs\"");
        await().until(() -> server.isRegistered(queue));
        return queue;
    }

    @Test
    void showsTheFiguresOfQueuesExchangesAndVirtualHosts() throws Exception {
        assertThat(server.getAttribute(queue(), Figure.MESSAGES_READY.key())).isEqualTo(1L);
        assertThat(server.getAttribute(queue(), "publish_rate")).isInstanceOf(Double.class);
        await().until(() -> server.isRegistered(name("Exchange", VHOST, "\"\"")));
        assertThat(server.getAttribute(name("Exchange", VHOST, "\"\""), "publish_in"))
                .isEqualTo(1L);
        await().until(() -> server.isRegistered(name("VirtualHost", "", "\"/\"")));
        assertThat(server.getAttributes(name("VirtualHost", "", "\"/\""), new String[] {"queues", "messages_ready"}))
                .hasSize(2);
    }

    @Test
    void purgesAndDeletesAQueueWhoseBeanGoesWithIt() throws Exception {
        assertThat(server.invoke(queue(), "purge", new Object[0], new String[0]))
                .isEqualTo(1);
        assertThat(server.invoke(queue(), "delete", new Object[0], new String[0]))
                .isEqualTo(true);

        ObjectName gone = name("Queue", VHOST, "\"jobs\"");
        await().until(() -> !server.isRegistered(gone));
    }

    @Test
    void leavesNothingBehind() throws Exception {
        queue();

        beans.close();

        assertThat(server.queryNames(new ObjectName("org.leveretmq:broker=\"parts\",*"), null))
                .isEmpty();
    }
}
