package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Connection;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.domain.ExchangeType;
import com.rabbitmq.http.client.domain.NodeInfo;
import com.rabbitmq.http.client.domain.OverviewResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker as a whole, and its health checks. */
@Timeout(120)
@ExtendWith(SharedBroker.class)
class HttpApiHealthIT {
    private final ManagedBroker broker;
    private final Api api;
    private final Client client;

    HttpApiHealthIT(ManagedBroker broker) throws Exception {
        this.broker = broker;
        this.api = broker.api();
        this.client = broker.client();
    }

    @Test
    void theOverviewSaysWhatThereIs() throws Exception {
        try (Connection connection = broker.connect("/")) {
            assertThat(connection.isOpen()).isTrue();
            OverviewResponse overview = client.getOverview();

            assertThat(overview.getRabbitMQVersion()).isEqualTo("3.13.0");
            assertThat(overview.getNode()).startsWith("leveretmq@");
            assertThat(overview.getObjectTotals().getConnections()).isPositive();
            assertThat(overview.getObjectTotals().getExchanges()).isPositive();
            assertThat(overview.getExchangeTypes())
                    .extracting(ExchangeType::getName)
                    .contains("direct", "fanout", "headers", "topic");
            assertThat(overview.getListeners())
                    .extracting(listener -> listener.getProtocol() + ":" + listener.getPort())
                    .contains("amqp:" + broker.amqpPort(), "http:" + broker.httpPort());
            assertThat(api.read("overview").path("product_name").asText()).isEqualTo("LeveretMQ");
            await().untilAsserted(() -> assertThat(api.read("overview?columns=churn_rates.connection_created")
                            .at("/churn_rates/connection_created")
                            .asLong())
                    .as("in the last sample")
                    .isPositive());
        }
    }

    @Test
    void theNodeSaysWhatItUses() {
        NodeInfo node = client.getNodes().get(0);

        assertThat(node.isRunning()).isTrue();
        assertThat(node.getMemoryUsed()).isPositive();
        assertThat(node.getMemoryLimit()).isPositive();
        assertThat(node.getDiskFree()).isPositive();
        assertThat(node.getFileDescriptorsUsed()).isPositive();
        assertThat(node.getUptime()).isPositive();
        assertThat(node.isMemoryAlarmActive()).isFalse();
        assertThat(client.getNode(node.getName()).getName()).isEqualTo(node.getName());
    }

    @Test
    void aHealthyBrokerPassesItsChecks() throws Exception {
        String node = Api.encoded(client.getOverview().getNode());
        for (String check : List.of(
                "health/checks/alarms",
                "health/checks/local-alarms",
                "health/checks/virtual-hosts",
                "health/checks/port-listener/" + broker.amqpPort(),
                "health/checks/port-listener/" + broker.httpPort(),
                "health/checks/protocol-listener/amqp",
                "health/checks/protocol-listener/amqp091",
                "health/checks/protocol-listener/amqps",
                "health/checks/protocol-listener/http",
                "health/checks/ready-to-serve-clients",
                "health/checks/is-in-service",
                "health/checks/node-is-quorum-critical",
                "health/checks/node-is-mirror-sync-critical",
                "health/checks/certificate-expiration/19/days",
                "health/checks/certificate-expiration/2/weeks",
                "healthchecks/node",
                "healthchecks/node/" + node)) {
            assertThat(api.read(check).path("status").asText()).as(check).isEqualTo("ok");
        }
        assertThat(client.alivenessTest(broker.newVirtualHost())).isTrue();
    }

    @Test
    void checksThatFailSayWhy() throws Exception {
        JsonNode port =
                api.get("health/checks/port-listener/1").assertStatus(503).json();
        assertThat(port.path("status").asText()).isEqualTo("failed");
        assertThat(port.path("reason").asText()).isEqualTo("No active listener");
        assertThat(port.path("ports")).extracting(JsonNode::asInt).contains(broker.amqpPort());
        JsonNode protocol = api.get("health/checks/protocol-listener/mqtt")
                .assertStatus(503)
                .json();
        assertThat(protocol.path("missing").asText()).isEqualTo("mqtt");
        api.get("health/checks/port-listener/x").assertRefused(400, "bad_request", "Invalid port");
        api.get("health/checks/certificate-expiration/1/hours")
                .assertRefused(
                        400, "bad_request", "Time unit not recognised. Supported units: days, weeks, months, years.");
        api.get("health/checks/certificate-expiration/x/days")
                .assertRefused(400, "bad_request", "Invalid expiration value.");
        api.get("aliveness-test/nowhere").assertRefused(404, "Object Not Found", "Not Found");
    }

    /** The broker has a certificate for 20 days. */
    @Test
    void certificatesThatEndSoonAreNamed() throws Exception {
        for (String period : List.of("21/days", "3/weeks", "1/months", "1/years")) {
            JsonNode answer = api.get("health/checks/certificate-expiration/" + period)
                    .assertStatus(503)
                    .json();

            assertThat(answer.path("status").asText()).isEqualTo("failed");
            assertThat(answer.path("expired")).singleElement().satisfies(certificate -> {
                assertThat(certificate.path("protocol").asText()).isEqualTo("amqp/ssl");
                assertThat(certificate.path("subject").asText()).isEqualTo("CN=managed");
                assertThat(Instant.parse(certificate.path("certfile_expires_on").asText()))
                        .isAfter(Instant.now().plus(Duration.ofDays(19)));
            });
        }
    }

    @Test
    void theNodeSaysHowClientsLogIn() throws Exception {
        JsonNode node = api.read("nodes").get(0);

        assertThat(node.path("auth_mechanisms").findValuesAsText("name")).contains("PLAIN", "AMQPLAIN", "EXTERNAL");
        assertThat(node.path("store_bytes").asLong()).isPositive();
        assertThat(node.at("/store_bytes_details/rate").isNumber()).isTrue();
    }

    @Test
    void featuresThatClientsAskForAreEnabled() throws Exception {
        assertThat(api.read("feature-flags"))
                .allMatch(flag -> flag.path("state").asText().equals("enabled"))
                .extracting(flag -> flag.path("name").asText())
                .contains("drop_unroutable_metric", "user_limits");
    }

    @Test
    void healthOfTheServerNeedsNoLogin() throws Exception {
        Api nobody = Api.under(broker.root());
        assertThat(nobody.request("GET", "health/ready", "", Map.of()).status()).isEqualTo(200);
        assertThat(nobody.request("GET", "health/alarms", "", Map.of()).status())
                .isEqualTo(200);
    }
}
