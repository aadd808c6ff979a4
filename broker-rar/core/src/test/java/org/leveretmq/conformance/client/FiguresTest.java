package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.Broker;
import org.leveretmq.api.management.ChannelInfo;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ConsumerInfo;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.Monitoring;
import org.leveretmq.api.management.QueueInfo;
import org.leveretmq.api.management.Series;
import org.leveretmq.api.management.Subject;

/** What the broker counts while real clients work. */
class FiguresTest {
    private final Broker broker = Broker.builder().port(0).build();
    private Connection connection;
    private Channel channel;
    private Monitoring monitoring;

    @BeforeEach
    void connect() throws Exception {
        broker.start();
        monitoring = broker.management().monitoring();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setPort(broker.port());
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.queueDeclare("jobs", true, false, false, null);
    }

    @AfterEach
    void close() {
        connection.abort();
        broker.close();
    }

    private void publish(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            channel.basicPublish("", "jobs", MessageProperties.PERSISTENT_BASIC, new byte[100]);
        }
    }

    private QueueInfo queue() {
        return monitoring.queue("/", "jobs").orElseThrow();
    }

    private ConnectionInfo connectionInfo() {
        return broker.management().connections().get(0);
    }

    private ChannelInfo channelInfo() {
        return monitoring.channelsOf(connectionInfo().name()).get(0);
    }

    private static void until(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition::getAsBoolean);
    }

    private static void assertCounted(Figures figures, Map<Figure, Long> expected) {
        assertThat(figures.kinds()).containsAll(expected.keySet());
        expected.forEach((figure, value) ->
                assertThat(figures.value(figure)).as(figure.key()).isEqualTo(value));
    }

    @Test
    void countsPublishesAndConfirmsOnChannelConnectionQueueAndVirtualHost() throws Exception {
        channel.confirmSelect();
        publish(3);
        channel.waitForConfirmsOrDie(10_000);

        Map<Figure, Long> published = Map.of(Figure.PUBLISH, 3L, Figure.CONFIRM, 3L);
        assertCounted(channelInfo().figures(), published);
        assertCounted(connectionInfo().figures(), published);
        assertCounted(monitoring.virtualHosts().get("/"), published);
        assertCounted(queue().figures(), Map.of(Figure.PUBLISH, 3L, Figure.MESSAGES, 3L, Figure.MESSAGE_BYTES, 300L));
    }

    @Test
    void countsWhatComesToAnExchangeAndWhatLeavesIt() throws Exception {
        channel.queueBind("jobs", "amq.fanout", "");
        channel.queueDeclare("copies", false, false, false, null);
        channel.queueBind("copies", "amq.fanout", "");
        channel.basicPublish("amq.fanout", "", null, new byte[1]);
        channel.basicPublish("amq.fanout", "", null, new byte[1]);
        channel.queueDeclarePassive("jobs");

        assertCounted(
                monitoring.exchange("/", "amq.fanout").orElseThrow().figures(),
                Map.of(Figure.PUBLISH_IN, 2L, Figure.PUBLISH_OUT, 4L));
    }

    @Test
    void tellsReturnedFromDroppedMessages() throws Exception {
        channel.basicPublish("amq.direct", "nowhere", true, null, new byte[1]);
        channel.basicPublish("amq.direct", "nowhere", false, null, new byte[1]);
        channel.basicPublish("amq.direct", "nowhere", false, null, new byte[1]);
        channel.queueDeclarePassive("jobs");

        Map<Figure, Long> expected = Map.of(Figure.RETURN_UNROUTABLE, 1L, Figure.DROP_UNROUTABLE, 2L);
        assertCounted(channelInfo().figures(), expected);
        assertCounted(monitoring.virtualHosts().get("/"), expected);
    }

    @Test
    void countsGets() throws Exception {
        publish(2);
        channel.basicGet("jobs", true);
        GetResponse second = channel.basicGet("jobs", false);
        channel.basicGet("jobs", true);
        channel.basicNack(second.getEnvelope().getDeliveryTag(), false, true);
        GetResponse again = channel.basicGet("jobs", false);
        channel.basicAck(again.getEnvelope().getDeliveryTag(), false);
        channel.queueDeclarePassive("jobs");

        Map<Figure, Long> expected = Map.of(
                Figure.GET_NO_ACK, 1L,
                Figure.GET, 2L,
                Figure.GET_EMPTY, 1L,
                Figure.REQUEUE, 1L,
                Figure.REDELIVER, 1L,
                Figure.ACK, 1L,
                Figure.DELIVER_GET, 3L);
        assertCounted(channelInfo().figures(), expected);
        assertCounted(queue().figures(), expected);
        assertCounted(monitoring.virtualHosts().get("/"), expected);
    }

    @Test
    void countsDeliveriesWithAndWithoutAcknowledgement() throws Exception {
        channel.queueDeclare("fast", false, false, false, null);
        channel.basicConsume("fast", true, new DefaultConsumer(channel));
        channel.basicConsume("jobs", false, new DefaultConsumer(channel));
        publish(2);
        channel.basicPublish("", "fast", null, new byte[1]);
        channel.basicReject(1, false);
        channel.queueDeclarePassive("jobs");

        assertCounted(
                channelInfo().figures(),
                Map.of(Figure.DELIVER, 2L, Figure.DELIVER_NO_ACK, 1L, Figure.REJECT, 1L, Figure.DELIVER_GET, 3L));
        assertThat(queue().sizes().unacknowledgedBytes()).isEqualTo(100);
    }

    @Test
    void keepsWhatClosedChannelsHaveCounted() throws Exception {
        publish(2);
        Channel other = connection.createChannel();
        other.basicGet("jobs", true);
        other.close();

        assertThat(connectionInfo().figures().value(Figure.GET_NO_ACK)).isEqualTo(1);
        Figures host = monitoring.virtualHosts().get("/");
        assertThat(host.value(Figure.CHANNEL_CREATED)).isEqualTo(2);
        assertThat(host.value(Figure.CHANNEL_CLOSED)).isEqualTo(1);
    }

    @Test
    void tellsTheSizesOfWhatAQueueHolds() throws Exception {
        publish(3);
        channel.basicPublish("", "jobs", MessageProperties.MINIMAL_BASIC, new byte[50]);
        channel.basicGet("jobs", false);

        assertThat(queue().sizes().readyBytes()).isEqualTo(250);
        assertThat(queue().sizes().unacknowledgedBytes()).isEqualTo(100);
        assertThat(queue().sizes().persistent()).isEqualTo(3);
        assertThat(queue().sizes().persistentBytes()).isEqualTo(300);
        assertThat(queue().sizes().resident()).isEqualTo(4);

        channel.queuePurge("jobs");

        assertThat(queue().sizes().persistent()).isEqualTo(1);
    }

    @Test
    void describesConsumers() throws Exception {
        channel.basicQos(7);
        channel.basicConsume(
                "jobs", false, "worker", false, true, Map.of("x-priority", 3), new DefaultConsumer(channel));

        assertThat(monitoring.consumers())
                .containsExactly(new ConsumerInfo(
                        "/",
                        "jobs",
                        connectionInfo().name(),
                        1,
                        "guest",
                        "worker",
                        true,
                        true,
                        7,
                        3,
                        true,
                        0,
                        Map.of("x-priority", 3)));
    }

    @Test
    void namesTheActiveOneOfTheConsumers() throws Exception {
        channel.queueDeclare("single", false, false, false, Map.of("x-single-active-consumer", true));
        channel.basicConsume("single", false, "first", new DefaultConsumer(channel));
        channel.basicConsume("single", false, "second", new DefaultConsumer(channel));

        assertThat(monitoring.queue("/", "single").orElseThrow().activeConsumer())
                .isEqualTo("first");
        assertThat(monitoring.consumers()).extracting(ConsumerInfo::active).containsExactly(true, false);
    }

    @Test
    void hasNothingToSayOfWhatIsNotThere() {
        assertThat(monitoring.queue("/", "none")).isEmpty();
        assertThat(monitoring.queue("none", "jobs")).isEmpty();
        assertThat(monitoring.exchange("/", "none")).isEmpty();
        assertThat(monitoring.connection("none")).isEmpty();
        assertThat(monitoring.channelsOf("none")).isEmpty();
        assertThat(monitoring.history(new Subject.OfQueue("/", "none"), Duration.ofMinutes(1), Duration.ofSeconds(5)))
                .isEmpty();
    }

    @Test
    void remembersHowFiguresHaveDeveloped() throws Exception {
        publish(20);
        channel.basicGet("jobs", true);

        for (Subject subject : new Subject[] {
            new Subject.OfBroker(),
            new Subject.OfVirtualHost("/"),
            new Subject.OfQueue("/", "jobs"),
            new Subject.OfConnection(connectionInfo().name()),
            new Subject.OfChannel(connectionInfo().name(), 1)
        }) {
            until(() -> last(subject, Figure.PUBLISH) == 20 && last(subject, Figure.DELIVER_GET) == 1);
        }
        until(() -> last(new Subject.OfExchange("/", ""), Figure.PUBLISH_OUT) == 20);
        until(() -> queue().idleSince() != null && channelInfo().idleSince() != null);
        assertThat(monitoring.broker().value(Figure.MESSAGES_READY)).isEqualTo(19);
        assertThat(monitoring.broker().value(Figure.RECEIVED_BYTES)).isGreaterThan(2000);
        assertThat(monitoring.broker().value(Figure.CHANNELS)).isEqualTo(1);
        assertThat(monitoring.broker().value(Figure.CONNECTION_CREATED)).isEqualTo(1);
        assertThat(monitoring.broker().value(Figure.MEMORY_USED)).isPositive();
        assertThat(monitoring.broker().rate(Figure.PUBLISH)).isZero();
    }

    private long last(Subject subject, Figure figure) {
        Series series = monitoring
                .history(subject, Duration.ofMinutes(1), Duration.ofSeconds(5))
                .get(figure);
        return series == null || series.values().isEmpty()
                ? -1
                : series.values().get(series.values().size() - 1);
    }

    @Test
    void tellsHowMuchOfTheTimeConsumersKeepUp() throws Exception {
        assertThat(queue().consumerCapacity()).isZero();
        channel.basicQos(1);
        channel.basicConsume("jobs", false, new DefaultConsumer(channel));
        publish(2);

        until(() -> queue().consumerCapacity() == 0);
        channel.basicAck(1, false);
        until(() -> queue().consumerCapacity() == 1);
    }

    @Test
    void describesTheProcessAndTheStore() {
        assertThat(monitoring.node().name()).startsWith("leveretmq@");
        assertThat(monitoring.node().processId())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(monitoring.node().heapUsedBytes())
                .isBetween(1L, monitoring.node().heapLimitBytes());
        assertThat(monitoring.node().diskFreeBytes()).isEqualTo(-1);
        assertThat(monitoring.node().listeners()).hasSize(1);
        assertThat(monitoring.store().description()).isEqualTo("in memory");
        assertThat(monitoring.store().commits()).isPositive();
        assertThat(monitoring.store().operations())
                .isGreaterThanOrEqualTo(monitoring.store().commits());
        assertThat(monitoring.alarms()).isEmpty();
    }
}
