package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.Broker;

/** Administration through JMX, against a real broker. */
class BrokerAdministrationTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Broker broker = Broker.builder()
            .name("administered")
            .bindAddress("127.0.0.1")
            .port(0)
            .build();
    private ObjectName name;
    private AdministrationMXBean jmx;

    @BeforeEach
    void register() throws Exception {
        broker.start();
        name = new ObjectName("org.leveretmq.test:type=Administration");
        server.registerMBean(new BrokerAdministration(broker.management()), name);
        jmx = JMX.newMXBeanProxy(server, name, AdministrationMXBean.class);
    }

    @AfterEach
    void unregister() throws Exception {
        server.unregisterMBean(name);
        broker.close();
    }

    @Test
    void users_come_and_go() {
        jmx.putUser("anna", "secret", "monitoring, management");
        jmx.limitUser("anna", 5, -1);

        assertThat(jmx.getUsers()).containsExactly("anna [management, monitoring]", "guest [administrator]");
        assertThat(broker.management().userAdministration().users().get(0).maxConnections())
                .isEqualTo(5);
        assertThat(jmx.deleteUser("anna")).isTrue();
        assertThat(jmx.deleteUser("anna")).isFalse();
    }

    @Test
    void an_empty_password_leaves_the_old_one() {
        jmx.putUser("anna", "secret", "");
        String hash = broker.management().userAdministration().users().get(0).passwordHash();

        jmx.putUser("anna", "", "monitoring");

        assertThat(broker.management().userAdministration().users().get(0).passwordHash())
                .isEqualTo(hash);
    }

    @Test
    void permissions_come_and_go() {
        jmx.putVirtualHost("v", "text");
        jmx.putPermission("guest", "v", "^a", ".*", "");
        jmx.putTopicPermission("guest", "v", "amq.topic", "^a", ".*");

        assertThat(jmx.getPermissions()).contains("guest in v: configure '^a', write '.*', read ''");
        assertThat(jmx.deleteTopicPermission("guest", "v", "amq.topic")).isTrue();
        assertThat(jmx.deletePermission("guest", "v")).isTrue();
        assertThat(jmx.deletePermission("guest", "v")).isFalse();
    }

    @Test
    void virtual_hosts_come_and_go() {
        jmx.putVirtualHost("v", "text");
        jmx.limitVirtualHost("v", 1, 2);
        jmx.trace("v", true);

        assertThat(jmx.getVirtualHosts()).containsExactly("/", "v");
        assertThat(jmx.deleteVirtualHost("v")).isTrue();
        assertThat(jmx.getVirtualHosts()).containsExactly("/");
    }

    @Test
    void policies_come_and_go() {
        jmx.putPolicy("/", "short", false, "^q", "queues", 1, "max-length=5, overflow=reject-publish");
        jmx.putPolicy("/", "bound", true, "", "all", 0, "message-ttl=60000");

        assertThat(jmx.getPolicies()).hasSize(2).anyMatch(text -> text.contains("max-length=5"));
        assertThat(jmx.deletePolicy("/", "short", false)).isTrue();
        assertThat(jmx.deletePolicy("/", "bound", true)).isTrue();
        assertThat(jmx.getPolicies()).isEmpty();
    }

    @Test
    void what_is_wrong_is_said() {
        assertThatThrownBy(() -> jmx.putPolicy("/", "p", false, "^q", "queues", 1, "max-length"))
                .hasStackTraceContaining("name=value is expected");
        assertThatThrownBy(() -> jmx.limitUser("guest", -2, 0)).hasStackTraceContaining("-1 (none) or more");
        assertThatThrownBy(() -> jmx.putPermission("nobody", "/", "", "", ""))
                .hasStackTraceContaining("no user 'nobody'");
    }
}
