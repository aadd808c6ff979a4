package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The JVM of a server on this machine, seen from outside through JMX. */
final class ServerJvm implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection jmx;

    private ServerJvm(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.jmx = connector.getMBeanServerConnection();
    }

    /** The one process whose command line holds this text. */
    static ProcessHandle processWhoseCommandLineHolds(String text) {
        List<ProcessHandle> found = ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(text))
                .toList();
        assertThat(found).as("processes with %s", text).hasSize(1);
        return found.get(0);
    }

    /** That process, a JVM. */
    @SuppressWarnings("BanJNDI") // a connector of this machine, not a name of a user
    static ServerJvm whoseCommandLineHolds(String text) throws Exception {
        VirtualMachine jvm = VirtualMachine.attach(
                Long.toString(processWhoseCommandLineHolds(text).pid()));
        try {
            JMXServiceURL address = new JMXServiceURL(jvm.startLocalManagementAgent());
            return new ServerJvm(JMXConnectorFactory.connect(address));
        } finally {
            jvm.detach();
        }
    }

    Set<ObjectName> brokers() throws Exception {
        return jmx.queryNames(new ObjectName("org.leveretmq:type=Broker,*"), null);
    }

    Object attribute(String brokerName, String attribute) throws Exception {
        return jmx.getAttribute(
                new ObjectName("org.leveretmq:type=Broker,name=" + ObjectName.quote(brokerName)), attribute);
    }

    /** Changes a live setting. */
    void changeSetting(String brokerName, String setting, Object value) throws Exception {
        jmx.setAttribute(
                new ObjectName("org.leveretmq:type=Settings,name=" + ObjectName.quote(brokerName)),
                new Attribute(setting, value));
    }

    /** Names of the threads that the broker or a library of it has started. */
    List<String> brokerThreads() throws IOException {
        ThreadMXBean threads =
                ManagementFactory.newPlatformMXBeanProxy(jmx, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        return Arrays.stream(threads.dumpAllThreads(false, false))
                .map(ThreadInfo::getThreadName)
                .filter(name -> name.startsWith("leveretmq") || name.contains("netty") || name.contains("globalEvent"))
                .toList();
    }

    /** Classes of ours that still have instances after a full garbage collection; none if their class loader is gone. */
    List<String> brokerClasses() throws Exception {
        String histogram = (String) jmx.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
        return histogram.lines().filter(line -> line.contains("org.leveretmq.")).toList();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
