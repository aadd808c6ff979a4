package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** WildFly's management model, as its JMX shows it, faked. */
class WildFlyEntriesTest {
    private static final String MODULE = "deployment.leveretmq.ear.broker-rar.rar";

    private final MBeanServer jmx = MBeanServerFactory.newMBeanServer();

    /** What WildFly shows of an entry. */
    public interface EntryMBean {
        /** The archive that the entry is for; cannot be read while WildFly boots. */
        String getarchive();
    }

    /** An entry. */
    public record Entry(String getarchive) implements EntryMBean {}

    /** A property of an entry. */
    public interface PropertyMBean {}

    /** A property of an entry. */
    public record Property() implements PropertyMBean {}

    /** The state of the server. */
    public interface StateMBean {
        /** Whether it boots. */
        String getProcessState();
    }

    /** The state of the server. */
    public record State(String getProcessState) implements StateMBean {}

    private record Deployment(String module) {
        ClassLoader loader() {
            return new ClassLoader() {
                @Override
                public String toString() {
                    return "ModuleClassLoader for Module \"" + module + "\" from Service Module Loader";
                }
            };
        }
    }

    @Test
    void findsTheEntryOfAnEar() throws Exception {
        state("ok");
        entry("leveretmq", "leveretmq.ear#broker-rar.rar", "port");

        assertThat(in(MODULE).configureThisArchive()).isTrue();
    }

    @Test
    void findsTheEntryOfARarThatIsDeployedAlone() throws Exception {
        state("ok");
        entry("mq", "broker-rar.rar", "port");

        assertThat(in("deployment.broker-rar.rar").configureThisArchive()).isTrue();
    }

    @Test
    void entriesOfOtherArchivesDoNotCount() throws Exception {
        state("ok");
        entry("other", "other.ear#broker-rar.rar", "port");

        assertThat(in(MODULE).configureThisArchive()).isFalse();
    }

    @Test
    void entriesWithoutPropertiesDoNotCount() throws Exception {
        state("ok");
        entry("leveretmq", "leveretmq.ear#broker-rar.rar");

        assertThat(in(MODULE).configureThisArchive()).isFalse();
    }

    @Test
    void whileWildFlyBootsTheNamesOfThePropertiesTell() throws Exception {
        state("starting");
        entry("mq", "cannot be read yet", "port", "heartbeatSeconds");

        assertThat(in(MODULE).configureThisArchive()).isTrue();
    }

    @Test
    void whileWildFlyBootsAdaptersWithOtherPropertiesDoNotCount() throws Exception {
        state("starting");
        entry("jms", "cannot be read yet", "port", "UserName");

        assertThat(in(MODULE).configureThisArchive()).isFalse();
    }

    @Test
    void otherServersHaveNone() {
        assertThat(new WildFlyEntries(
                                ManagementFactory.getPlatformMBeanServer(),
                                getClass().getClassLoader())
                        .configureThisArchive())
                .isFalse();
    }

    private WildFlyEntries in(String module) {
        return new WildFlyEntries(jmx, new Deployment(module).loader());
    }

    private void state(String state) throws Exception {
        jmx.registerMBean(new State(state), new ObjectName("jboss.root:type=state"));
    }

    private void entry(String name, String archive, String... properties) throws Exception {
        String entry = "jboss.as:subsystem=resource-adapters,resource-adapter=" + name;
        jmx.registerMBean(new Entry(archive), new ObjectName(entry));
        for (String property : properties) {
            jmx.registerMBean(new Property(), new ObjectName(entry + ",config-properties=" + property));
        }
    }
}
