package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.GetAckMode;
import com.rabbitmq.http.client.GetEncoding;
import com.rabbitmq.http.client.domain.ChannelInfo;
import com.rabbitmq.http.client.domain.ConnectionInfo;
import com.rabbitmq.http.client.domain.ConsumerDetails;
import com.rabbitmq.http.client.domain.InboundMessage;
import com.rabbitmq.http.client.domain.OutboundMessage;
import com.rabbitmq.http.client.domain.QueueInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages, and the connections, channels and consumers that they come and go through. */
@Timeout(120)
@ExtendWith(SharedBroker.class)
class HttpApiMessagesIT {
    private final ManagedBroker broker;
    private Client client;
    private String host;

    HttpApiMessagesIT(ManagedBroker broker) {
        this.broker = broker;
    }

    @BeforeEach
    void declareQueue() throws Exception {
        client = broker.client();
        host = broker.newVirtualHost();
        client.declareQueue(host, "q", new QueueInfo(true, false, false));
    }

    private boolean publish(String payload) {
        return client.publish(
                host, "amq.default", "q", new OutboundMessage().payload(payload).utf8Encoded());
    }

    private List<InboundMessage> get(int count, GetAckMode mode) {
        return client.get(host, "q", count, mode, GetEncoding.AUTO);
    }

    @Test
    void publishedMessagesAreGotWithTheirProperties() {
        boolean routed = client.publish(
                host,
                "amq.default",
                "q",
                new OutboundMessage()
                        .payload("grüße")
                        .utf8Encoded()
                        .properties(Map.of("delivery_mode", 2, "headers", Map.of("n", 7), "message_id", "m-1")));

        assertThat(routed).isTrue();
        assertThat(get(1, GetAckMode.ACK_REQUEUE_FALSE)).singleElement().satisfies(message -> {
            assertThat(message.getPayload()).isEqualTo("grüße");
            assertThat(message.getPayloadEncoding()).isEqualTo("string");
            assertThat(message.getRoutingKey()).isEqualTo("q");
            assertThat(message.isRedelivered()).isFalse();
            assertThat(message.getProperties())
                    .containsEntry("message_id", "m-1")
                    .containsEntry("delivery_mode", 2)
                    .containsEntry("headers", Map.of("n", 7));
        });
        assertThat(get(1, GetAckMode.ACK_REQUEUE_FALSE)).isEmpty();
    }

    @Test
    void whatIsNotTextComesInBase64() throws Exception {
        broker.api()
                .post(
                        Api.path("exchanges", host, "amq.default", "publish"),
                        Map.of(
                                "properties",
                                Map.of(),
                                "routing_key",
                                "q",
                                "payload",
                                "/w==",
                                "payload_encoding",
                                "base64"))
                .assertStatus(200);

        assertThat(get(1, GetAckMode.ACK_REQUEUE_FALSE)).singleElement().satisfies(message -> {
            assertThat(message.getPayload()).isEqualTo("/w==");
            assertThat(message.getPayloadEncoding()).isEqualTo("base64");
            assertThat(message.getPayloadBytes()).isEqualTo(1);
        });
    }

    @Test
    void unroutableMessagesAreReported() {
        assertThat(client.publish(
                        host,
                        "amq.direct",
                        "nowhere",
                        new OutboundMessage().payload("").utf8Encoded()))
                .isFalse();
    }

    @Test
    void gotMessagesMayGoBack() {
        publish("a");
        publish("b");

        assertThat(get(5, GetAckMode.NACK_REQUEUE_TRUE))
                .extracting(InboundMessage::getPayload)
                .containsExactly("a", "b");
        assertThat(get(1, GetAckMode.REJECT_REQUEUE_TRUE)).singleElement().satisfies(message -> {
            assertThat(message.getPayload()).isEqualTo("a");
            assertThat(message.isRedelivered()).isTrue();
        });
        assertThat(get(5, GetAckMode.REJECT_REQUEUE_FALSE)).hasSize(2);
        assertThat(get(5, GetAckMode.ACK_REQUEUE_FALSE)).isEmpty();
    }

    @Test
    void longPayloadsAreTruncatedOnDemand() {
        publish("0123456789");

        List<InboundMessage> got = client.get(host, "q", 1, GetAckMode.ACK_REQUEUE_FALSE, GetEncoding.AUTO, 4);

        assertThat(got).singleElement().satisfies(message -> {
            assertThat(message.getPayload()).isEqualTo("0123");
            assertThat(message.getPayloadBytes()).isEqualTo(10);
        });
    }

    @Test
    void purgingLeavesNothing() {
        publish("a");
        client.purgeQueue(host, "q");

        assertThat(get(1, GetAckMode.ACK_REQUEUE_FALSE)).isEmpty();
    }

    @Test
    void messagesAreMovedToAnotherQueue() throws Exception {
        client.declareQueue(host, "other", new QueueInfo(true, false, false));
        publish("a");
        publish("b");
        String actions = Api.path("queues", host, "q", "actions");

        JsonNode moved = broker.api()
                .post(actions, Map.of("action", "move", "destination", "other", "count", 1))
                .assertStatus(200)
                .json();

        assertThat(moved.path("moved").asInt()).isEqualTo(1);
        assertThat(client.get(host, "other", 5, GetAckMode.ACK_REQUEUE_FALSE, GetEncoding.AUTO))
                .extracting(InboundMessage::getPayload)
                .containsExactly("a");
        assertThat(get(5, GetAckMode.ACK_REQUEUE_FALSE))
                .extracting(InboundMessage::getPayload)
                .containsExactly("b");
        broker.api().post(actions, Map.of("action", "nope")).assertRefused(400, "bad_request", "unknown action 'nope'");
    }

    @Test
    void queuesSayWhatIsInThem() throws Exception {
        publish("abc");
        try (Connection connection = broker.connect(host)) {
            Channel channel = connection.createChannel();
            publish("de");
            channel.basicGet("q", false);

            QueueInfo queue = client.getQueue(host, "q");

            assertThat(queue.getTotalMessages()).isEqualTo(2);
            assertThat(queue.getMessagesReady()).isEqualTo(1);
            assertThat(queue.getMessagesUnacknowledged()).isEqualTo(1);
            assertThat(queue.getMessageBytes()).isEqualTo(5);
            assertThat(queue.getMessageBytesReady()).isEqualTo(2);
        }
    }

    @Test
    void connectionsChannelsAndConsumersAreListed() throws Exception {
        try (Connection connection = broker.connect(host)) {
            Channel channel = connection.createChannel();
            channel.basicQos(11);
            channel.confirmSelect();
            channel.basicConsume("q", false, "tag €", (tag, delivery) -> {}, tag -> {});

            ConnectionInfo shown = only();
            assertThat(shown.getUser()).isEqualTo("guest");
            assertThat(shown.getProtocol()).isEqualTo("AMQP 0-9-1");
            assertThat(shown.getState()).isEqualTo("running");
            assertThat(shown.getChannels()).isEqualTo(1);
            assertThat(shown.getAuthMechanism()).isEqualTo("PLAIN");
            assertThat(shown.getPeerPort()).isPositive();
            assertThat(shown.isUsesTLS()).isFalse();
            assertThat(shown.getClientProperties().getProduct()).isEqualTo("RabbitMQ");
            assertThat(client.getConnection(shown.getName()).getVhost()).isEqualTo(host);

            List<ChannelInfo> channels = client.getChannels(shown.getName());
            assertThat(channels).singleElement().satisfies(info -> {
                assertThat(info.getNumber()).isEqualTo(1);
                assertThat(info.getConsumerCount()).isEqualTo(1);
                assertThat(info.usesPublisherConfirms()).isTrue();
                assertThat(info.getConnectionDetails().getName()).isEqualTo(shown.getName());
            });
            assertThat(client.getChannel(channels.get(0).getName()).getVhost()).isEqualTo(host);

            assertThat(client.getConsumers(host)).singleElement().satisfies(consumer -> {
                assertThat(consumer.getConsumerTag()).isEqualTo("tag €");
                assertThat(consumer.getPrefetchCount()).isEqualTo(11);
                assertThat(consumer.isAckRequired()).isTrue();
                assertThat(consumer.getQueueDetails().getName()).isEqualTo("q");
            });
            assertThat(client.getQueue(host, "q").getConsumerDetails())
                    .extracting(ConsumerDetails::getConsumerTag)
                    .containsExactly("tag €");
        }
    }

    @Test
    void connectionsHaveTheNameThatTheClientGaveThem() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setPort(broker.amqpPort());
        factory.setVirtualHost(host);
        try (Connection named = factory.newConnection("order service");
                Connection nameless = broker.connect(host)) {
            assertThat(named.isOpen() && nameless.isOpen()).isTrue();

            assertThat(broker.api()
                            .read(Api.path("vhosts", host, "connections"))
                            .findValues("user_provided_name"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrder("order service", "null");
        }
    }

    @Test
    void anEmptyListIsAnEmptyObjectOfPropertiesAndOfHeaders() throws Exception {
        for (Object properties : List.of(List.of(), Map.of("headers", List.of(), "type", "t"))) {
            Map<String, Object> message =
                    Map.of("properties", properties, "routing_key", "q", "payload", "x", "payload_encoding", "string");
            broker.api()
                    .post(Api.path("exchanges", host, "amq.default", "publish"), message)
                    .assertStatus(200);
        }
        assertThat(get(2, GetAckMode.ACK_REQUEUE_FALSE)).hasSize(2);
    }

    @Test
    void channelsSayWhatTheirTransactionHolds() throws Exception {
        try (Connection connection = broker.connect(host)) {
            Channel channel = connection.createChannel();
            channel.basicPublish("", "q", null, new byte[1]);
            channel.txSelect();
            await().until(() -> channel.messageCount("q") == 1);
            channel.basicAck(channel.basicGet("q", false).getEnvelope().getDeliveryTag(), false);
            channel.basicPublish("", "q", null, new byte[1]);
            channel.basicPublish("", "q", null, new byte[1]);
            channel.messageCount("q");

            JsonNode shown =
                    broker.api().read(Api.path("vhosts", host, "channels")).get(0);

            assertThat(shown.path("transactional").asBoolean()).isTrue();
            assertThat(shown.path("messages_uncommitted").asInt()).isEqualTo(2);
            assertThat(shown.path("acks_uncommitted").asInt()).isEqualTo(1);
        }
    }

    private ConnectionInfo only() throws Exception {
        List<JsonNode> names = broker.api()
                .read(Api.path("vhosts", host, "connections") + "?columns=name")
                .findValues("name");
        assertThat(names).hasSize(1);
        return client.getConnection(names.get(0).asText());
    }

    @Test
    void aConnectionIsClosedWithTheReasonOfTheOperator() throws Exception {
        Connection connection = broker.connect(host);

        client.closeConnection(only().getName(), "for maintenance");

        await().until(() -> !connection.isOpen());
        assertThat(connection.getCloseReason()).hasMessageContaining("320").hasMessageContaining("for maintenance");
        await().untilAsserted(() -> assertThat(broker.api().read(Api.path("vhosts", host, "connections")))
                .isEmpty());
    }

    @Test
    void allConnectionsOfAUserAreClosed() throws Exception {
        String user = "closed " + System.nanoTime();
        client.createUser(user, "secret-1".toCharArray(), List.of());
        broker.api()
                .put(Api.path("permissions", host, user), Map.of("configure", "", "write", "", "read", ""))
                .assertStatus(201);
        Connection first = Amqp.connect(broker.amqpPort(), host, user, "secret-1");
        Connection second = Amqp.connect(broker.amqpPort(), host, user, "secret-1");
        assertThat(client.getConnectionsOfUser(user)).hasSize(2);

        client.closeAllConnectionsOfUser(user);

        await().until(() -> !first.isOpen() && !second.isOpen());
    }
}
