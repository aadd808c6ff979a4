package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.resource.spi.ResourceAdapterInternalException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.api.BrokerRegistry;
import org.leveretmq.api.management.BrokerManagement;

class HostedBrokersTest {
    private static final boolean DEFAULT = true;
    private static final boolean CONFIGURED = false;

    private final HostedBrokers brokers = new HostedBrokers(Duration.ofSeconds(30));
    private final Object first = new Object();
    private final Object second = new Object();

    @AfterEach
    void releaseAll() {
        brokers.release(first);
        brokers.release(second);
    }

    @Test
    void instancesWithTheSameSettingsShareABrokerUntilTheLastOneStops() throws Exception {
        brokers.acquire(first, CONFIGURED, settings("hosted", 60), FakeServer.realm());
        BrokerManagement running = BrokerRegistry.find("hosted").orElseThrow();

        brokers.acquire(second, CONFIGURED, settings("hosted", 60), FakeServer.realm());
        brokers.release(first);

        assertThat(BrokerRegistry.find("hosted")).containsSame(running);
        brokers.release(second);
        assertThat(BrokerRegistry.find("hosted")).isEmpty();
    }

    @Test
    void aDefaultInstanceGivesWayToAConfiguredOne() throws Exception {
        brokers.acquire(first, DEFAULT, settings("leveretmq", 60), FakeServer.realm());

        brokers.acquire(second, CONFIGURED, settings("orders", 30), FakeServer.realm());

        assertThat(names()).containsExactly("orders");
    }

    @Test
    void aDefaultInstanceThatComesSecondStartsNothing() throws Exception {
        brokers.acquire(first, CONFIGURED, settings("orders", 30), FakeServer.realm());

        brokers.acquire(second, DEFAULT, settings("leveretmq", 60), FakeServer.realm());

        assertThat(names()).containsExactly("orders");
        brokers.release(second);
        assertThat(names()).containsExactly("orders");
    }

    @Test
    void aConfiguredInstanceTakesOverADefaultBrokerWithTheSameSettings() throws Exception {
        brokers.acquire(first, DEFAULT, settings("leveretmq", 60), FakeServer.realm());
        BrokerManagement running = BrokerRegistry.find("leveretmq").orElseThrow();

        brokers.acquire(second, CONFIGURED, settings("leveretmq", 60), FakeServer.realm());

        assertThat(BrokerRegistry.find("leveretmq")).containsSame(running);
    }

    @Test
    void aReconfiguredInstanceReplacesWhatTheDefaultOneStillHolds() throws Exception {
        brokers.acquire(first, DEFAULT, settings("leveretmq", 60), FakeServer.realm());
        brokers.acquire(second, CONFIGURED, settings("leveretmq", 60), FakeServer.realm());
        brokers.release(second);

        brokers.acquire(second, CONFIGURED, settings("leveretmq", 30), FakeServer.realm());

        assertThat(names()).containsExactly("leveretmq");
        brokers.release(second);
        assertThat(names()).isEmpty();
    }

    @Test
    void onlyOneInstanceLeavesTheBrokerToAConfiguredOne() {
        assertThat(brokers.leaveToConfigured(first)).isTrue();
        assertThat(brokers.leaveToConfigured(second)).isFalse();

        brokers.release(first);

        assertThat(brokers.leaveToConfigured(second)).isTrue();
    }

    @Test
    void anHeirGoesOnWithTheBrokerIfOnlyLiveSettingsDiffer() throws Exception {
        brokers.acquire(first, CONFIGURED, settings("orders", 60), FakeServer.realm());
        BrokerManagement running = BrokerRegistry.find("orders").orElseThrow();
        brokers.leaveToHeir(first);

        brokers.acquire(second, CONFIGURED, settings("orders", 30), FakeServer.realm());

        assertThat(BrokerRegistry.find("orders")).containsSame(running);
        brokers.release(second);
        assertThat(names()).isEmpty();
    }

    @Test
    void anHeirWithAnotherPortStartsTheBrokerAnew() throws Exception {
        brokers.acquire(first, CONFIGURED, settings("orders", 60), FakeServer.realm());
        BrokerManagement running = BrokerRegistry.find("orders").orElseThrow();
        brokers.leaveToHeir(first);

        brokers.acquire(
                second,
                CONFIGURED,
                settings("orders", 60).with(Map.of(Setting.EVENT_LOOPS, "1"), "test"),
                FakeServer.realm());

        assertThat(BrokerRegistry.find("orders")).isPresent().get().isNotSameAs(running);
    }

    @Test
    void anHeirWithAnotherNameReplacesTheBroker() throws Exception {
        brokers.acquire(first, CONFIGURED, settings("orders", 60), FakeServer.realm());
        brokers.leaveToHeir(first);

        brokers.acquire(second, CONFIGURED, settings("invoices", 60), FakeServer.realm());

        assertThat(names()).containsExactly("invoices");
    }

    @Test
    void withoutAnHeirABrokerThatWasLeftClosesByItself() throws Exception {
        HostedBrokers impatient = new HostedBrokers(Duration.ofMillis(1));
        impatient.acquire(first, CONFIGURED, settings("orders", 60), FakeServer.realm());

        impatient.leaveToHeir(first);

        await().until(() -> names().isEmpty());
    }

    @Test
    void aBrokerThatWasLeftClosesWhenTheHeirFails() throws Exception {
        brokers.acquire(first, CONFIGURED, settings("orders", 60), FakeServer.realm());
        brokers.leaveToHeir(first);

        brokers.heirFailed();

        assertThat(names()).isEmpty();
    }

    @Test
    void liveSettingsOfAnInstanceChangeWhileItRuns() throws Exception {
        brokers.acquire(first, CONFIGURED, settings("orders", 60), FakeServer.realm());
        BrokerManagement running = BrokerRegistry.find("orders").orElseThrow();

        brokers.reconfigure(first, settings("orders", 30));

        assertThat(BrokerRegistry.find("orders")).containsSame(running);
        brokers.acquire(second, CONFIGURED, settings("orders", 30), FakeServer.realm());
        assertThatThrownBy(() -> brokers.reconfigure(first, settings("invoices", 30)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Setting brokerName 'invoices' instead of 'orders' takes a restart of the broker");
    }

    @Test
    void oneNameWithTwoSettingsIsRefused() throws Exception {
        brokers.acquire(first, CONFIGURED, settings("orders", 60), FakeServer.realm());

        assertThatThrownBy(() -> brokers.acquire(second, CONFIGURED, settings("orders", 30), FakeServer.realm()))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessage("A broker named 'orders' already runs with other settings"
                        + " (heartbeatSeconds '30' instead of '60'): give this one another brokerName");
    }

    @Test
    void oneNameInTwoArchivesIsRefusedAndTheFirstOneRunsOn() throws Exception {
        HostedBrokers otherArchive = new HostedBrokers(Duration.ofSeconds(30));
        brokers.acquire(first, CONFIGURED, settings("orders", 60), FakeServer.realm());
        BrokerManagement running = BrokerRegistry.find("orders").orElseThrow();

        assertThatThrownBy(() -> otherArchive.acquire(second, CONFIGURED, settings("orders", 60), FakeServer.realm()))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessage("A broker named 'orders' already runs in this server: give this one another brokerName");

        assertThat(BrokerRegistry.find("orders")).containsSame(running);
    }

    @Test
    void twoConfiguredBrokersRunSideBySide() throws Exception {
        brokers.acquire(first, CONFIGURED, settings("orders", 60), FakeServer.realm());
        brokers.acquire(second, CONFIGURED, settings("invoices", 60), FakeServer.realm());

        assertThat(names()).containsExactly("invoices", "orders");
    }

    private static List<String> names() {
        return BrokerRegistry.all().stream()
                .map(broker -> broker.overview().name())
                .toList();
    }

    private static AdapterSettings settings(String name, int heartbeatSeconds) {
        return AdapterSettings.resolve(
                Map.of(
                        Setting.BROKER_NAME,
                        name,
                        Setting.BIND_ADDRESS,
                        "127.0.0.1",
                        Setting.PORT,
                        "0",
                        Setting.HEARTBEAT_SECONDS,
                        Integer.toString(heartbeatSeconds)),
                Map.of());
    }
}
