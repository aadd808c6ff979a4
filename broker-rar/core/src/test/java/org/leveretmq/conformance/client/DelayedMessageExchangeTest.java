package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.durability.InMemoryStore;

/** The exchange type x-delayed-message: a message with x-delay is routed when so many milliseconds have passed. */
@ConformanceTest
@DiffersFromPeer("the type is a plugin there")
class DelayedMessageExchangeTest {
    private Channel channel;
    private String exchange;
    private String queue;

    @BeforeEach
    void open(Channel testChannel) throws IOException {
        channel = testChannel;
        exchange = TestBroker.uniqueName("delayed");
        queue = channel.queueDeclare().getQueue();
    }

    private void declare(String type) throws IOException {
        channel.exchangeDeclare(exchange, "x-delayed-message", false, false, Map.of("x-delayed-type", type));
    }

    private static AMQP.BasicProperties delay(Object millis) {
        return new AMQP.BasicProperties.Builder()
                .headers(Map.of("x-delay", millis))
                .build();
    }

    private void publish(String key, Object millis, String body) throws IOException {
        channel.basicPublish(exchange, key, delay(millis), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void messages_come_in_the_order_of_their_time() throws IOException {
        declare("fanout");
        channel.queueBind(queue, exchange, "");
        Inbox inbox = Inbox.consume(channel, queue);

        publish("", 300, "third");
        publish("", 200, "second");
        publish("", 100, "first");

        assertThat(inbox.awaitBodies(3)).containsExactly("first", "second", "third");
    }

    @Test
    void a_message_waits_its_time() throws IOException {
        declare("fanout");
        channel.queueBind(queue, exchange, "");
        Inbox inbox = Inbox.consume(channel, queue);
        long before = System.nanoTime();

        publish("", 150, "late");

        inbox.await(1);
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(150_000_000L);
    }

    @Test
    void a_message_without_a_delay_is_routed_at_once() throws IOException {
        declare("fanout");
        channel.queueBind(queue, exchange, "");
        Inbox inbox = Inbox.consume(channel, queue);
        publish("", 600_000, "in ten minutes");

        channel.basicPublish(exchange, "", null, "now".getBytes(StandardCharsets.UTF_8));
        publish("", 0, "zero");
        publish("", -5, "negative");
        publish("", "soon", "not a number");

        assertThat(inbox.awaitBodies(4)).containsExactly("now", "zero", "negative", "not a number");
    }

    @Test
    void a_delay_in_a_text_or_a_long_is_understood() throws IOException {
        declare("fanout");
        channel.queueBind(queue, exchange, "");
        Inbox inbox = Inbox.consume(channel, queue);

        publish("", "200", "text");
        publish("", 100L, "long");

        assertThat(inbox.awaitBodies(2)).containsExactly("long", "text");
    }

    @Test
    void it_routes_as_its_type_does_when_the_time_has_come() throws IOException {
        declare("topic");
        channel.queueBind(queue, exchange, "a.*");
        Inbox inbox = Inbox.consume(channel, queue);

        publish("b.x", 20, "no");
        publish("a.x", 20, "yes");
        publish("a.y", 60, "yes, too");

        assertThat(inbox.awaitBodies(2)).containsExactly("yes", "yes, too");
    }

    @Test
    void a_binding_that_comes_while_the_message_waits_counts() throws IOException {
        declare("direct");
        publish("k", 200, "late");

        channel.queueBind(queue, exchange, "k");

        assertThat(Inbox.consume(channel, queue).awaitBodies(1)).containsExactly("late");
    }

    @Test
    void the_delay_has_become_negative_on_arrival() throws IOException {
        declare("fanout");
        channel.queueBind(queue, exchange, "");
        Inbox inbox = Inbox.consume(channel, queue);

        publish("", 20, "x");

        Delivery delivery = inbox.await(1).get(0);
        assertThat(delivery.getProperties().getHeaders()).containsEntry("x-delay", -20);
        assertThat(delivery.getEnvelope().getExchange()).isEqualTo(exchange);
        assertThat(delivery.getEnvelope().isRedeliver()).isFalse();
    }

    @Test
    void its_time_to_live_begins_when_the_message_is_routed() throws IOException {
        declare("fanout");
        channel.queueBind(queue, exchange, "");
        AMQP.BasicProperties properties =
                delay(100).builder().expiration("60000").build();

        channel.basicPublish(exchange, "", properties, "x".getBytes(StandardCharsets.UTF_8));

        assertThat(Inbox.consume(channel, queue).awaitBodies(1)).containsExactly("x");
    }

    @Test
    void a_delayed_message_is_confirmed_and_counts_as_routed() throws Exception {
        declare("fanout");
        channel.confirmSelect();
        Map<String, String> returned = new HashMap<>();
        channel.addReturnListener(back -> returned.put("", back.getReplyText()));

        channel.basicPublish(exchange, "", true, delay(60_000), new byte[0]);

        assertThat(channel.waitForConfirms(5_000)).isTrue();
        assertThat(returned).isEmpty();
    }

    @Test
    void deleting_the_exchange_drops_what_waits() throws Exception {
        declare("fanout");
        channel.queueBind(queue, exchange, "");
        publish("", 100, "never");
        channel.exchangeDelete(exchange);
        declare("fanout");
        channel.queueBind(queue, exchange, "");
        Inbox inbox = Inbox.consume(channel, queue);

        publish("", 200, "later");

        assertThat(inbox.awaitBodies(1)).containsExactly("later");
    }

    @Test
    void thousands_of_messages_come_in_order() throws Exception {
        declare("fanout");
        channel.queueBind(queue, exchange, "");
        Inbox inbox = Inbox.consume(channel, queue);

        for (int i = 0; i < 5000; i++) {
            publish("", 400 + i % 10, String.valueOf(i));
        }

        List<String> bodies = inbox.awaitBodies(5000);
        assertThat(bodies).doesNotHaveDuplicates().hasSize(5000);
    }

    @Test
    void a_missing_type_is_refused() {
        assertClosesChannelMentioning(
                channel,
                406,
                "x-delayed-type",
                () -> channel.exchangeDeclare(exchange, "x-delayed-message", false, true, Map.of()));
    }

    @Test
    void an_unknown_type_is_refused() {
        assertClosesChannelMentioning(channel, 406, "x-delayed-type", () -> declare("cats"));
    }

    @Test
    void its_own_type_is_refused() {
        assertClosesChannelMentioning(channel, 406, "x-delayed-type", () -> declare("x-delayed-message"));
    }

    @Test
    void a_redeclaration_with_another_type_is_refused() throws IOException {
        declare("fanout");

        assertClosesChannelMentioning(channel, 406, "inequivalent arg 'x-delayed-type'", () -> declare("topic"));
    }

    @Test
    @NeedsOwnBroker("a restart")
    void delays_go_on_after_a_restart(TestBroker broker) throws Exception {
        InMemoryStore store = new InMemoryStore();
        TestBroker first = broker.withSettings(settings -> settings.store(store));
        Channel before = first.connect().createChannel();
        before.exchangeDeclare(exchange, "x-delayed-message", true, false, Map.of("x-delayed-type", "fanout"));
        before.queueDeclare("durable", true, false, false, null);
        before.queueBind("durable", exchange, "");
        before.confirmSelect();
        AMQP.BasicProperties soon = delay(400).builder().deliveryMode(2).build();
        AMQP.BasicProperties muchLater =
                delay(600_000).builder().deliveryMode(2).build();
        before.basicPublish(exchange, "", muchLater, "much later".getBytes(StandardCharsets.UTF_8));
        before.basicPublish(exchange, "", soon, "soon".getBytes(StandardCharsets.UTF_8));
        before.waitForConfirms();
        first.shutDown();

        TestBroker second = broker.withSettings(settings -> settings.store(store));

        Channel after = second.connect().createChannel();
        assertThat(Inbox.consume(after, "durable").awaitBodies(1)).containsExactly("soon");
        assertThat(second.management().queues()).hasSize(1);
    }
}
