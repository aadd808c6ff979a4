package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.TestBroker.uniqueName;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.LongString;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** AMQP 0-9-1 §3.1.1: "The server MUST NOT modify message content bodies"; sizes, properties and names of every kind. */
@ConformanceTest
class ContentTest {
    private static byte[] noise(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        return body;
    }

    /** Around the frame sizes 131072 (less eight bytes of frame), and what people send. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 4_096, 131_063, 131_064, 131_065, 262_128, 262_129, 1_000_000, 10_000_000})
    void body_arrives_as_it_was_sent(int size, Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        Inbox inbox = Inbox.consume(channel, queue);

        channel.basicPublish("", queue, null, noise(size));

        assertThat(Arrays.equals(inbox.await(1).get(0).getBody(), noise(size))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_088, 4_089, 100_000, 1_000_000})
    void body_arrives_in_small_frames(int size, TestBroker broker) throws Exception {
        Channel channel =
                broker.connect(factory -> factory.setRequestedFrameMax(4_096)).createChannel();
        String queue = channel.queueDeclare().getQueue();

        channel.basicPublish("", queue, null, noise(size));

        assertThat(Arrays.equals(channel.basicGet(queue, true).getBody(), noise(size)))
                .isTrue();
    }

    @Test
    void large_and_small_bodies_keep_their_order(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        Inbox inbox = Inbox.consume(channel, queue);
        int[] sizes = {3_000_000, 1, 0, 200_000, 5, 2_000_000, 0, 7};
        for (int size : sizes) {
            channel.basicPublish("", queue, null, noise(size));
        }

        assertThat(inbox.await(sizes.length))
                .extracting(delivery -> delivery.getBody().length)
                .containsExactly(Arrays.stream(sizes).boxed().toArray(Integer[]::new));
    }

    private static BasicProperties everyProperty() {
        return new BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("gzip")
                .headers(headers())
                .deliveryMode(2)
                .priority(7)
                .correlationId("correlation")
                .replyTo("reply-to")
                .expiration("600000")
                .messageId("message")
                .timestamp(new Date(1_700_000_000_000L))
                .type("type")
                .userId("guest")
                .appId("app")
                .clusterId("cluster")
                .build();
    }

    private static Map<String, Object> headers() {
        Map<String, Object> headers = new HashMap<>();
        headers.put("boolean", true);
        headers.put("byte", (byte) -1);
        headers.put("short", (short) -2);
        headers.put("int", Integer.MIN_VALUE);
        headers.put("long", Long.MAX_VALUE);
        headers.put("float", 1.5f);
        headers.put("double", -2.5);
        headers.put("decimal", new BigDecimal("123.45"));
        headers.put("time", new Date(1_600_000_000_000L));
        headers.put("nothing", null);
        headers.put("list", Arrays.asList(1, true, List.of(3L)));
        headers.put("table", Map.of("inner", Map.of("innermost", 1)));
        return headers;
    }

    @Test
    void every_property_arrives_as_it_was_sent(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();

        channel.basicPublish("", queue, everyProperty(), new byte[1]);

        assertThat(channel.basicGet(queue, true).getProps()).isEqualTo(everyProperty());
    }

    @Test
    void text_and_bytes_in_headers_arrive_as_they_were_sent(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        Map<String, Object> headers = Map.of("text", "grün 日本 🐇", "bytes", new byte[] {0, -1, 127});

        channel.basicPublish(
                "", queue, new BasicProperties.Builder().headers(headers).build(), new byte[1]);

        Map<String, Object> received = channel.basicGet(queue, true).getProps().getHeaders();
        assertThat(((LongString) received.get("text")).toString()).isEqualTo("grün 日本 🐇");
        assertThat((byte[]) received.get("bytes")).containsExactly(0, -1, 127);
    }

    @Test
    void message_without_properties_has_none(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();

        channel.basicPublish("", queue, null, new byte[1]);

        assertThat(channel.basicGet(queue, true).getProps()).isEqualTo(new BasicProperties());
    }

    @Test
    void large_headers_arrive(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        Map<String, Object> headers = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            headers.put("header-" + i, (long) i);
        }

        channel.basicPublish(
                "", queue, new BasicProperties.Builder().headers(headers).build(), new byte[1]);

        assertThat(channel.basicGet(queue, true).getProps().getHeaders()).isEqualTo(headers);
    }

    /** §4.2.5.3: short strings are UTF-8 of up to 255 bytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Größe", "キュー", "🐇🐇🐇", "with blanks", "with/slash", "a'quote\"s", "%2F", "tab\there", "*.#"})
    void names_may_be_anything(String part, Channel channel) throws Exception {
        String queue = uniqueName(part);
        String exchange = uniqueName(part);
        channel.queueDeclare(queue, false, true, false, null);
        channel.exchangeDeclare(exchange, "direct", false, true, null);
        channel.queueBind(queue, exchange, part);

        channel.basicPublish(exchange, part, null, part.getBytes(StandardCharsets.UTF_8));

        GetResponse got = channel.basicGet(queue, true);
        assertThat(got.getEnvelope().getExchange()).isEqualTo(exchange);
        assertThat(got.getEnvelope().getRoutingKey()).isEqualTo(part);
        assertThat(new String(got.getBody(), StandardCharsets.UTF_8)).isEqualTo(part);
    }

    @Test
    void names_may_have_255_bytes(Channel channel) throws Exception {
        String name = uniqueName("x".repeat(100));
        String longest = name + "é".repeat((255 - name.length()) / 2) + ((255 - name.length()) % 2 == 1 ? "y" : "");
        channel.queueDeclare(longest, false, true, false, null);
        Inbox inbox = Inbox.consume(channel, longest);

        channel.basicPublish("", longest, null, new byte[1]);

        assertThat(longest.getBytes(StandardCharsets.UTF_8)).hasSize(255);
        assertThat(inbox.await(1).get(0).getEnvelope().getRoutingKey()).isEqualTo(longest);
    }

    @Test
    void unicode_in_error_texts_arrives(Channel channel) {
        Closings.assertClosesChannel(
                channel,
                404,
                "NOT_FOUND - no queue 'Grüße 🐇' in vhost '/'",
                () -> channel.queueDeclarePassive("Grüße 🐇"));
    }

    /** §4.2.5.3: a reply text has to fit into 255 bytes, however long the names in it are. */
    @Test
    void error_text_with_a_long_name_is_cut(Channel channel) {
        String longest = "é".repeat(127);

        Closings.assertClosesChannelMentioning(
                channel, 404, "NOT_FOUND - no queue 'ééé", () -> channel.queueDeclarePassive(longest));
    }
}
