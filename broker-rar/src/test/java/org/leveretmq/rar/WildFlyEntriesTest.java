package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class WildFlyEntriesTest {
    private final MBeanServer jmx = MBeanServerFactory.newMBeanServer();

    /** What WildFly shows of an entry. */
    public interface EntryMBean {
        /** The archive that the entry is for. */
        String getarchive();
    }

    /** An entry. */
    public record Entry(String getarchive) implements EntryMBean {}

    /** What WildFly shows of a property of an entry. */
    public interface PropertyMBean {
        /** Its value. */
        String getvalue();
    }

    /** A property of an entry. */
    public record Property(String getvalue) implements PropertyMBean {}

    private static final class DeploymentLoader extends ClassLoader {
        private final String module;

        DeploymentLoader(String module) {
            this.module = module;
        }

        @Override
        public String toString() {
            return "ModuleClassLoader for Module \"" + module + "\" from Service Module Loader";
        }
    }

    @Test
    void findsTheEntryOfAnEar() throws Exception {
        add("leveretmq", "leveretmq.ear#broker-rar.rar");

        assertThat(inModule("deployment.leveretmq.ear.broker-rar.rar").forThisArchive())
                .contains(Map.of());
    }

    @Test
    void tellsWhatTheEntrySets() throws Exception {
        add("leveretmq", "leveretmq.ear#broker-rar.rar");
        jmx.registerMBean(
                new Property("5673"),
                new ObjectName(
                        "jboss.as:subsystem=resource-adapters,resource-adapter=leveretmq,config-properties=port"));

        assertThat(inModule("deployment.leveretmq.ear.broker-rar.rar").forThisArchive())
                .contains(Map.of(Setting.PORT, "5673"));
    }

    @Test
    void findsTheEntryOfARarThatIsDeployedAlone() throws Exception {
        add("mq", "broker-rar.rar");

        assertThat(inModule("deployment.broker-rar.rar").forThisArchive()).isPresent();
    }

    @Test
    void entriesOfOthersDoNotCount() throws Exception {
        add("other", "other.ear#broker-rar.rar");

        assertThat(inModule("deployment.leveretmq.ear.broker-rar.rar").forThisArchive())
                .isEmpty();
    }

    @Test
    void otherServersHaveNone() {
        assertThat(new WildFlyEntries(
                                ManagementFactory.getPlatformMBeanServer(),
                                getClass().getClassLoader())
                        .forThisArchive())
                .isEmpty();
    }

    private WildFlyEntries inModule(String module) {
        return new WildFlyEntries(jmx, new DeploymentLoader(module));
    }

    private void add(String name, String archive) throws Exception {
        jmx.registerMBean(
                new Entry(archive), new ObjectName("jboss.as:subsystem=resource-adapters,resource-adapter=" + name));
    }
}
