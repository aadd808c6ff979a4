package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An alarm is told everywhere where an operator may look, and so is its end. */
@Timeout(120)
@ExtendWith(SharedBroker.class)
class HttpApiAlarmsIT {
    private static final String LIMIT = "diskFreeLimitMebibytes";
    private static final int MORE_THAN_THERE_IS = Integer.MAX_VALUE;

    private final ManagedBroker broker;
    private final Queue<String> blocked = new ConcurrentLinkedQueue<>();
    private final Queue<String> notified = new ConcurrentLinkedQueue<>();

    HttpApiAlarmsIT(ManagedBroker broker) {
        this.broker = broker;
    }

    @Test
    void everybodyIsToldOfADiskThatIsTooFull() throws Exception {
        try (Connection publisher = broker.connect(broker.newVirtualHost());
                JMXConnector connector = broker.jmx(ManagedBroker.PASSWORD)) {
            publisher.addBlockedListener(blocked::add, () -> blocked.add("unblocked"));
            Channel channel = publisher.createChannel();
            channel.basicPublish("", "nowhere", null, new byte[0]);
            MBeanServerConnection jmx = connector.getMBeanServerConnection();
            jmx.addNotificationListener(
                    new ObjectName("org.leveretmq:type=Broker,name=\"leveretmq\""),
                    (notification, handback) -> notified.add(notification.getType() + " " + notification.getUserData()),
                    null,
                    null);
            ObjectName settings = new ObjectName("org.leveretmq:type=Settings,name=\"leveretmq\"");
            Object before = jmx.getAttribute(settings, LIMIT);
            try {
                jmx.setAttribute(settings, new Attribute(LIMIT, MORE_THAN_THERE_IS));
                await().until(() -> notified.contains("org.leveretmq.alarm.raised disk"));
                channel.basicPublish("", "nowhere", null, new byte[0]);
                await().until(() -> !blocked.isEmpty());
                assertThat(blocked).containsExactly("low on disk");
                assertAlarm();
            } finally {
                jmx.setAttribute(settings, new Attribute(LIMIT, before));
            }
            await().until(() -> notified.contains("org.leveretmq.alarm.cleared disk"));
            await().until(() -> blocked.contains("unblocked"));
            broker.api().get("health/checks/alarms").assertStatus(200);
            assertThat(metrics()).contains("\nrabbitmq_alarms_free_disk_space_watermark 0\n");
        }
    }

    private String metrics() throws Exception {
        return broker.api()
                .request("GET", "metrics", "", Map.of())
                .assertStatus(200)
                .body();
    }

    private void assertAlarm() throws Exception {
        Api api = broker.api();
        for (String check : List.of("health/checks/alarms", "health/checks/local-alarms")) {
            JsonNode answer = api.get(check).assertStatus(503).json();
            assertThat(answer.at("/alarms/0/resource").asText()).isEqualTo("disk");
        }
        JsonNode node = api.read("nodes").get(0);
        assertThat(node.path("disk_free_alarm").asBoolean()).isTrue();
        assertThat(node.at("/alarms/0/text").asText()).isEqualTo("low on disk");
        assertThat(metrics()).contains("\nrabbitmq_alarms_free_disk_space_watermark 1\n");
        assertThat(Api.under(broker.root())
                        .request("GET", "health/alarms", "", Map.of())
                        .status())
                .isEqualTo(503);
    }
}
