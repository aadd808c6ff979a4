package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.resource.spi.ResourceAdapterInternalException;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leveretmq.api.BrokerRegistry;

class BrokerResourceAdapterTest {
    private static final FakeServer SERVER = new FakeServer(true);
    private final BrokerResourceAdapter adapter = new BrokerResourceAdapter();

    @AfterEach
    void stop() {
        adapter.stop();
    }

    @Test
    void startMakesTheBrokerKnownAndStopForgetsIt() throws Exception {
        configure(adapter, 0);

        adapter.start(SERVER, Map.of());

        assertThat(BrokerRegistry.find("adapter-test")).isPresent();
        assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(objectName(), "Running"))
                .isEqualTo(true);
        adapter.stop();
        assertThat(BrokerRegistry.find("adapter-test")).isEmpty();
        assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(objectName()))
                .isFalse();
    }

    @Test
    void jmxShowsTheStore() throws Exception {
        configure(adapter, 0);

        adapter.start(SERVER, Map.of());

        ObjectName store = new ObjectName("org.leveretmq:type=Store,name=\"adapter-test\"");
        MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
        assertThat((String) jmx.getAttribute(store, "Description")).startsWith("Derby in ");
        assertThat((String[]) jmx.getAttribute(store, "Alarms")).isEmpty();
        assertThat((String[]) jmx.getAttribute(store, "SetAside")).isEmpty();
        assertThat((Long) jmx.getAttribute(store, "RecoveredMessages")).isZero();
        adapter.stop();
        assertThat(jmx.isRegistered(store)).isFalse();
    }

    @Test
    void jmxShowsTransactions() throws Exception {
        configure(adapter, 0);

        adapter.start(SERVER, Map.of());

        ObjectName transactions = new ObjectName("org.leveretmq:type=Transactions,name=\"adapter-test\"");
        MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
        assertThat((Long) jmx.getAttribute(transactions, "Commits")).isZero();
        assertThat((String[]) jmx.getAttribute(transactions, "InDoubtBranches")).isEmpty();
        adapter.stop();
        assertThat(jmx.isRegistered(transactions)).isFalse();
    }

    @Test
    void aTakenPortFailsTheStartWithOneSentenceAndLeavesNothingBehind() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            configure(adapter, taken.getLocalPort());
            Set<Thread> before = Thread.getAllStackTraces().keySet();

            assertThatThrownBy(() -> adapter.start(SERVER, Map.of()))
                    .isInstanceOf(ResourceAdapterInternalException.class)
                    .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .hasMessageEndingWith("ddress already in use");

            assertThat(BrokerRegistry.find("adapter-test")).isEmpty();
            assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(objectName()))
                    .isFalse();
            await().untilAsserted(() -> assertThat(ownThreads(before)).isEmpty());
            assertThat(System.getProperty("org.leveretmq.startFailure")).startsWith("Cannot listen on 127.0.0.1:");
        }
    }

    @Test
    void aStartThatFailedCanBeRepeated() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            configure(adapter, taken.getLocalPort());
            assertThatThrownBy(() -> adapter.start(SERVER, Map.of()))
                    .isInstanceOf(ResourceAdapterInternalException.class);
        }

        adapter.start(SERVER, Map.of());

        assertThat(BrokerRegistry.find("adapter-test")).isPresent();
        assertThat(System.getProperty("org.leveretmq.startFailure")).isNull();
    }

    @Test
    void aWrongSettingFailsTheStart() {
        adapter.setHeartbeatSeconds(-1);

        assertThatThrownBy(() -> adapter.start(SERVER, Map.of()))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessage("Setting heartbeatSeconds is '-1', but a whole number from 0 to 65535 is expected");
    }

    @Test
    void guestLogsInFromThisMachineOnly() throws Exception {
        configure(adapter, 0);

        adapter.start(SERVER, Map.of());

        assertThat(login(InetAddress.getLoopbackAddress())).isPresent();
        assertThat(login(InetAddress.getByName("192.0.2.1"))).isEmpty();
    }

    @Test
    void guestLogsInFromAnywhereIfTheOperatorSaysSo() throws Exception {
        configure(adapter, 0);

        adapter.start(SERVER, Map.of("LEVERETMQ_LOOPBACK_USERS", "none"));

        assertThat(login(InetAddress.getByName("192.0.2.1"))).isPresent();
    }

    @Test
    void anInstanceWithDefaultsGivesWayToAConfiguredOne() throws Exception {
        BrokerResourceAdapter plain = new BrokerResourceAdapter();
        Map<String, String> environment = Map.of("LEVERETMQ_PORT", "0");
        configure(adapter, 5672);
        try {
            plain.start(SERVER, environment);
            assertThat(BrokerRegistry.find("leveretmq")).isPresent();

            adapter.start(SERVER, environment);

            assertThat(BrokerRegistry.find("leveretmq")).isEmpty();
            assertThat(BrokerRegistry.find("adapter-test")).isPresent();
        } finally {
            plain.stop();
        }
    }

    @Test
    void aLivePropertyThatIsSetWhileItRunsCountsAtOnce() throws Exception {
        configure(adapter, 0);
        adapter.start(SERVER, Map.of());

        adapter.setHeartbeatSeconds(7);

        assertThat(setting("heartbeatSeconds")).isEqualTo(7);
        assertThatThrownBy(() -> adapter.setHeartbeatSeconds(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Setting heartbeatSeconds is '-1'");
        assertThat(adapter.getHeartbeatSeconds()).isEqualTo(7);
    }

    @Test
    void anyOtherPropertyThatIsSetWhileItRunsWaitsForTheNextStart() throws Exception {
        configure(adapter, 0);
        adapter.start(SERVER, Map.of());

        adapter.setEventLoops(1);

        assertThat(setting("eventLoops")).isEqualTo(0);
        adapter.stop();
        adapter.start(SERVER, Map.of());
        assertThat(setting("eventLoops")).isEqualTo(1);
    }

    private static Object setting(String name) throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("org.leveretmq:type=Settings,name=\"adapter-test\""), name);
    }

    @Test
    void stopWithoutStartDoesNothing() {
        adapter.stop();

        assertThat(BrokerRegistry.all()).isEmpty();
    }

    @Test
    void refusesEndpointsWhileItIsNotStarted() {
        assertThatThrownBy(() -> adapter.endpointActivation(null, null))
                .hasMessage("The resource adapter has not been started");
    }

    // Jakarta Connectors 2.1 §19.4.2: the server tells adapters apart by equals and hashCode.
    @Test
    void isEqualByConfiguration() {
        BrokerResourceAdapter other = new BrokerResourceAdapter();
        configure(adapter, 5673);
        configure(other, 5673);

        assertThat(adapter).isEqualTo(other).hasSameHashCodeAs(other);
        other.setPort(5674);
        assertThat(adapter).isNotEqualTo(other);
    }

    @Test
    void survivesSerialization() throws Exception {
        configure(adapter, 5673);

        assertThat(copy(adapter)).isEqualTo(adapter);
    }

    @Test
    void anUnsetPropertyReadsAsNull() {
        adapter.setPort(5673);
        adapter.setPort(null);

        assertThat(adapter.getPort()).isNull();
        assertThat(adapter.getProduct()).isNull();
    }

    // Servers match a property by the types of both its getter and its setter.
    @ParameterizedTest
    @EnumSource
    void everySettingIsAProperty(Setting setting) throws Exception {
        PropertyDescriptor property = new PropertyDescriptor(setting.property(), BrokerResourceAdapter.class);

        assertThat(property.getReadMethod().getReturnType())
                .isEqualTo(setting.isNumber() ? Integer.class : String.class);
        property.getWriteMethod().invoke(adapter, setting.isNumber() ? Integer.valueOf(77) : "77");
        assertThat(property.getReadMethod().invoke(adapter)).hasToString("77");
    }

    private static void configure(BrokerResourceAdapter adapter, int port) {
        adapter.setBrokerName("adapter-test");
        adapter.setBindAddress("127.0.0.1");
        adapter.setPort(port);
    }

    private static Optional<Set<String>> login(InetAddress peer) {
        return BrokerRegistry.find("adapter-test").orElseThrow().authenticate("guest", "guest", peer);
    }

    private static Set<String> ownThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("leveretmq"))
                .collect(Collectors.toSet());
    }

    private static ObjectName objectName() throws Exception {
        return new ObjectName("org.leveretmq:type=Broker,name=\"adapter-test\"");
    }

    private static Object copy(Object original) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
