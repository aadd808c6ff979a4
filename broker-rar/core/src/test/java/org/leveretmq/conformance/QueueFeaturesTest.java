package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Time to live, length limits, dead letters, priorities: what queues do of their own accord. */
class QueueFeaturesTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    private final String name = "q-" + UUID.randomUUID();
    private final String dead = "dead-" + UUID.randomUUID();
    private Connection connection;
    private Channel channel;

    @BeforeEach
    void connect() throws Exception {
        connection = BROKER.connect();
        channel = connection.createChannel();
        channel.queueDeclare(dead, false, true, false, null);
    }

    @AfterEach
    void disconnect() {
        connection.abort();
    }

    private void declare(Object... arguments) throws Exception {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            map.put((String) arguments[i], arguments[i + 1]);
        }
        channel.queueDeclare(name, false, true, false, map);
    }

    private void declareWithDeadLetters(Object... arguments) throws Exception {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead));
        declare(all.toArray());
    }

    private void publish(String body, AMQP.BasicProperties properties) throws Exception {
        channel.basicPublish("", name, properties, body.getBytes(StandardCharsets.UTF_8));
    }

    private static AMQP.BasicProperties.Builder properties() {
        return new AMQP.BasicProperties.Builder();
    }

    private String get(String queue) throws Exception {
        GetResponse got = channel.basicGet(queue, true);
        return got == null ? null : new String(got.getBody(), StandardCharsets.UTF_8);
    }

    private GetResponse awaitMessage(String queue) {
        return await().until(() -> channel.basicGet(queue, true), got -> got != null);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> deaths(GetResponse got) {
        return (List<Map<String, Object>>) got.getProps().getHeaders().get("x-death");
    }

    @Test
    void queue_ttl_expires_messages() throws Exception {
        declareWithDeadLetters("x-message-ttl", 50);

        publish("x", null);

        GetResponse got = awaitMessage(dead);
        Map<String, Object> death = deaths(got).get(0);
        assertThat(death.get("reason").toString()).isEqualTo("expired");
        assertThat(death.get("queue").toString()).isEqualTo(name);
        assertThat(death.get("count")).isEqualTo(1L);
        assertThat(death.get("exchange").toString()).isEmpty();
        assertThat(death.get("routing-keys").toString()).isEqualTo("[" + name + "]");
        assertThat(death).containsKey("time").doesNotContainKey("original-expiration");
        assertThat(got.getProps().getHeaders().get("x-first-death-reason").toString())
                .isEqualTo("expired");
        assertThat(got.getProps().getHeaders().get("x-first-death-queue").toString())
                .isEqualTo(name);
        assertThat(got.getProps().getHeaders().get("x-last-death-reason").toString())
                .isEqualTo("expired");
    }

    @Test
    void message_ttl_expires_it_and_is_removed_from_the_dead_letter() throws Exception {
        declareWithDeadLetters();

        publish("x", properties().expiration("30").build());

        GetResponse got = awaitMessage(dead);
        assertThat(got.getProps().getExpiration()).isNull();
        assertThat(deaths(got).get(0).get("original-expiration").toString()).isEqualTo("30");
    }

    @Test
    void lesser_of_both_ttls_wins() throws Exception {
        declareWithDeadLetters("x-message-ttl", 3_600_000);

        publish("x", properties().expiration("30").build());

        awaitMessage(dead);
    }

    @Test
    void ttl_zero_delivers_now_or_not_at_all() throws Exception {
        declare("x-message-ttl", 0);
        publish("lost", null);
        assertThat(get(name)).isNull();
        List<String> received = new CopyOnWriteArrayList<>();
        channel.basicConsume(
                name,
                true,
                (tag, delivery) -> received.add(new String(delivery.getBody(), StandardCharsets.UTF_8)),
                tag -> {});

        publish("delivered", null);

        await().untilAsserted(() -> assertThat(received).containsExactly("delivered"));
    }

    @Test
    void many_messages_with_a_ttl_expire_together() throws Exception {
        declareWithDeadLetters("x-message-ttl", 300);
        channel.confirmSelect();

        for (int i = 0; i < 20_000; i++) {
            publish("x", null);
        }
        channel.waitForConfirmsOrDie(10_000);

        await().untilAsserted(() -> assertThat(channel.messageCount(dead)).isEqualTo(20_000));
        assertThat(channel.messageCount(name)).isZero();
    }

    @Test
    void unused_queue_expires() throws Exception {
        declare("x-expires", 100);
        Channel looking = connection.createChannel();

        await().untilAsserted(() -> assertThat(
                        BROKER.broker().management().queues().stream().map(queue -> queue.name()))
                .doesNotContain(name));
        looking.close();
    }

    @Test
    void queue_with_a_consumer_does_not_expire() throws Exception {
        declare("x-expires", 100);
        channel.basicConsume(name, true, (tag, delivery) -> {}, tag -> {});
        String other = "witness-" + UUID.randomUUID();
        channel.queueDeclare(other, false, true, false, Map.of("x-expires", 400));

        await().untilAsserted(() -> assertThat(
                        BROKER.broker().management().queues().stream().map(queue -> queue.name()))
                .doesNotContain(other));

        channel.queueDeclarePassive(name);
    }

    @Test
    void full_queue_drops_its_head() throws Exception {
        declareWithDeadLetters("x-max-length", 2);

        publish("1", null);
        publish("2", null);
        publish("3", null);

        GetResponse got = awaitMessage(dead);
        assertThat(new String(got.getBody(), StandardCharsets.UTF_8)).isEqualTo("1");
        assertThat(deaths(got).get(0).get("reason").toString()).isEqualTo("maxlen");
        assertThat(get(name)).isEqualTo("2");
        assertThat(get(name)).isEqualTo("3");
    }

    @Test
    void queue_that_is_full_by_bytes_drops_its_head() throws Exception {
        declare("x-max-length-bytes", 10);

        publish("12345", null);
        publish("67890", null);
        publish("a", null);

        assertThat(get(name)).isEqualTo("67890");
        assertThat(get(name)).isEqualTo("a");
    }

    @Test
    void full_queue_rejects_publishes_with_a_nack() throws Exception {
        declare("x-max-length", 1, "x-overflow", "reject-publish");
        channel.confirmSelect();
        publish("1", null);
        assertThat(channel.waitForConfirms(5_000)).isTrue();

        publish("2", null);

        assertThat(channel.waitForConfirms(5_000)).isFalse();
        assertThat(get(name)).isEqualTo("1");
        assertThat(get(name)).isNull();
    }

    @Test
    void full_queue_rejects_and_dead_letters() throws Exception {
        declareWithDeadLetters("x-max-length", 1, "x-overflow", "reject-publish-dlx");
        publish("1", null);

        publish("2", null);

        GetResponse got = awaitMessage(dead);
        assertThat(new String(got.getBody(), StandardCharsets.UTF_8)).isEqualTo("2");
        assertThat(deaths(got).get(0).get("reason").toString()).isEqualTo("maxlen");
        assertThat(get(name)).isEqualTo("1");
    }

    @Test
    void rejected_message_is_dead_lettered_with_its_own_key_if_there_is_no_other() throws Exception {
        channel.exchangeDeclare("dlx-" + name, "topic", false, true, null);
        channel.queueBind(dead, "dlx-" + name, "#");
        declare("x-dead-letter-exchange", "dlx-" + name);
        publish("x", properties().headers(Map.of("CC", List.of("copy"))).build());

        channel.basicReject(channel.basicGet(name, false).getEnvelope().getDeliveryTag(), false);

        GetResponse got = awaitMessage(dead);
        assertThat(got.getEnvelope().getExchange()).isEqualTo("dlx-" + name);
        assertThat(got.getEnvelope().getRoutingKey()).isEqualTo(name);
        assertThat(got.getProps().getHeaders()).containsKey("CC");
        assertThat(deaths(got).get(0).get("reason").toString()).isEqualTo("rejected");
        assertThat(deaths(got).get(0).get("routing-keys").toString()).isEqualTo("[" + name + ", copy]");
    }

    @Test
    void same_death_again_is_counted() throws Exception {
        declare("x-dead-letter-exchange", "", "x-dead-letter-routing-key", name);
        publish("x", null);

        for (int i = 1; i <= 3; i++) {
            GetResponse got = awaitUnsettled();
            if (i > 1) {
                assertThat(deaths(got)).hasSize(1);
                assertThat(deaths(got).get(0).get("count")).isEqualTo((long) i - 1);
            }
            channel.basicReject(got.getEnvelope().getDeliveryTag(), false);
        }
        awaitUnsettled();
    }

    private GetResponse awaitUnsettled() {
        return await().until(() -> channel.basicGet(name, false), got -> got != null);
    }

    @Test
    void cycle_without_a_rejection_ends() throws Exception {
        declare("x-message-ttl", 20, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", name);

        publish("x", null);

        await().untilAsserted(() -> assertThat(channel.messageCount(name)).isZero());
    }

    @Test
    void deaths_are_listed_newest_first() throws Exception {
        String second = "second-" + name;
        channel.queueDeclare(
                second,
                false,
                true,
                false,
                Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", dead, "x-message-ttl", 20));
        declare("x-dead-letter-exchange", "", "x-dead-letter-routing-key", second, "x-max-length", 0);

        publish("x", null);

        GetResponse got = awaitMessage(dead);
        assertThat(deaths(got)).hasSize(2);
        assertThat(deaths(got).get(0).get("queue").toString()).isEqualTo(second);
        assertThat(deaths(got).get(1).get("queue").toString()).isEqualTo(name);
        assertThat(got.getProps().getHeaders().get("x-first-death-queue").toString())
                .isEqualTo(name);
        assertThat(got.getProps().getHeaders().get("x-last-death-queue").toString())
                .isEqualTo(second);
    }

    @Test
    void higher_priority_is_served_first_and_in_order() throws Exception {
        declare("x-max-priority", 5);
        publish("none", null);
        publish("low", properties().priority(1).build());
        publish("high 1", properties().priority(5).build());
        publish("clipped", properties().priority(200).build());
        publish("low 2", properties().priority(1).build());

        assertThat(get(name)).isEqualTo("high 1");
        assertThat(get(name)).isEqualTo("clipped");
        assertThat(get(name)).isEqualTo("low");
        assertThat(get(name)).isEqualTo("low 2");
        assertThat(get(name)).isEqualTo("none");
    }

    @Test
    void delivery_limit_counts_and_ends_redeliveries() throws Exception {
        declareWithDeadLetters("x-delivery-limit", 2);
        publish("x", null);

        for (long i = 0; i <= 2; i++) {
            GetResponse got = channel.basicGet(name, false);
            Object count = got.getProps().getHeaders() == null
                    ? null
                    : got.getProps().getHeaders().get("x-delivery-count");
            assertThat(count).isEqualTo(i == 0 ? null : (Object) i);
            channel.basicNack(got.getEnvelope().getDeliveryTag(), false, true);
        }

        assertThat(deaths(awaitMessage(dead)).get(0).get("reason").toString()).isEqualTo("delivery_limit");
        assertThat(get(name)).isNull();
    }

    @Test
    void persistent_messages_are_dead_lettered_between_durable_queues() throws Exception {
        String source = "durable-" + name;
        String target = "durable-" + dead;
        channel.queueDeclare(target, true, false, false, null);
        channel.queueDeclare(
                source,
                true,
                false,
                false,
                Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", target, "x-message-ttl", 20));
        channel.basicPublish("", source, properties().deliveryMode(2).build(), new byte[] {7});

        assertThat(awaitMessage(target).getBody()).containsExactly(7);
        channel.queueDelete(source);
        channel.queueDelete(target);
    }
}
