package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;

/** The firehose: copies of what is published and delivered go to amq.rabbitmq.trace, for each virtual host that wants them. */
@ConformanceTest
@NeedsOwnBroker("the firehose")
class FirehoseTest {
    private TestBroker own;
    private Channel channel;

    @BeforeEach
    void start(TestBroker broker) throws IOException {
        own = broker.withSettings(settings -> settings.name("hare"));
        channel = own.connect().createChannel();
        channel.queueDeclare("q", false, false, false, null);
    }

    private Inbox traced(String key) throws IOException {
        Channel tracing = own.connect().createChannel();
        String queue = tracing.queueDeclare().getQueue();
        tracing.queueBind(queue, "amq.rabbitmq.trace", key);
        return Inbox.consume(tracing, queue);
    }

    private void trace(boolean on) {
        own.management().virtualHostAdministration().trace("/", on);
    }

    private void publish(String body) throws Exception {
        channel.confirmSelect();
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType("text/plain")
                .headers(Map.of("a", 1))
                .build();
        channel.basicPublish("", "q", properties, body.getBytes(StandardCharsets.UTF_8));
        channel.waitForConfirms();
    }

    private static String text(Object longString) {
        return longString.toString();
    }

    @Test
    void a_publish_is_copied_with_its_circumstances() throws Exception {
        Inbox copies = traced("publish.#");
        trace(true);

        publish("hello");

        Delivery copy = copies.await(1).get(0);
        Map<String, Object> headers = copy.getProperties().getHeaders();
        assertThat(Inbox.text(copy)).isEqualTo("hello");
        assertThat(copy.getEnvelope().getRoutingKey()).isEqualTo("publish.");
        assertThat(text(headers.get("exchange_name"))).isEmpty();
        assertThat(((List<?>) headers.get("routing_keys")).toString()).isEqualTo("[q]");
        assertThat(((List<?>) headers.get("routed_queues")).toString()).isEqualTo("[q]");
        assertThat(text(headers.get("vhost"))).isEqualTo("/");
        assertThat(text(headers.get("user"))).isEqualTo("guest");
        assertThat(text(headers.get("node"))).isEqualTo("hare");
        assertThat(text(headers.get("connection"))).contains("127.0.0.1");
        assertThat(headers).containsEntry("channel", channel.getChannelNumber());
        Map<?, ?> properties = (Map<?, ?>) headers.get("properties");
        assertThat(text(properties.get("content_type"))).isEqualTo("text/plain");
        assertThat((Map<?, ?>) properties.get("headers")).hasSize(1);
    }

    @Test
    void a_delivery_is_copied() throws Exception {
        Inbox copies = traced("deliver.q");
        trace(true);
        Inbox.consume(channel, "q");

        publish("hello");

        Delivery copy = copies.await(1).get(0);
        assertThat(Inbox.text(copy)).isEqualTo("hello");
        assertThat(copy.getProperties().getHeaders()).containsEntry("redelivered", 0);
    }

    @Test
    void a_get_is_copied_as_a_delivery() throws Exception {
        Inbox copies = traced("deliver.q");
        trace(true);
        publish("hello");

        channel.basicGet("q", true);

        assertThat(copies.awaitBodies(1)).containsExactly("hello");
    }

    @Test
    void nothing_is_copied_unless_it_is_on() throws Exception {
        Inbox copies = traced("#");
        publish("before");
        trace(true);
        publish("while");
        channel.basicGet("q", true);
        trace(false);

        publish("after");

        copies.await(2);
        trace(true);
        channel.basicGet("q", true);
        assertThat(copies.awaitBodies(3)).containsExactly("while", "before", "while");
    }

    @Test
    void copies_are_not_copied() throws Exception {
        Inbox copies = traced("#");
        trace(true);

        publish("one");
        publish("two");

        assertThat(copies.awaitBodies(2)).containsExactly("one", "two");
        channel.basicGet("q", true);
        assertThat(copies.awaitBodies(3)).containsExactly("one", "two", "one");
    }
}
