package org.leveretmq.conformance.client;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leveretmq.conformance.TestBroker;

/** An exclusive queue of a test, reached through the default exchange. Used by the test's thread. */
final class TestQueue {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Channel channel;
    private final String name;

    private TestQueue(Channel channel, String name) {
        this.channel = channel;
        this.name = name;
    }

    /** Declares a queue with these arguments: name, value, name, value … */
    static TestQueue declare(Channel channel, Object... arguments) throws IOException {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            map.put((String) arguments[i], arguments[i + 1]);
        }
        String name = TestBroker.uniqueName("q");
        channel.queueDeclare(name, false, true, false, map);
        return new TestQueue(channel, name);
    }

    /** Declares a queue whose dead letters go to the other one. */
    static TestQueue declareDyingInto(Channel channel, TestQueue dead, Object... arguments) throws IOException {
        Object[] all = new Object[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "x-dead-letter-exchange";
        all[arguments.length + 1] = "";
        all[arguments.length + 2] = "x-dead-letter-routing-key";
        all[arguments.length + 3] = dead.name;
        return declare(channel, all);
    }

    String name() {
        return name;
    }

    static AMQP.BasicProperties.Builder properties() {
        return new AMQP.BasicProperties.Builder();
    }

    void publish(String body) throws IOException {
        publish(body, null);
    }

    void publish(String body, AMQP.BasicProperties properties) throws IOException {
        channel.basicPublish("", name, properties, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The messages that wait. */
    long count() throws IOException {
        return channel.messageCount(name);
    }

    /** Waits until so many messages wait. */
    void awaitCount(long count) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> count() == count);
    }

    /** Takes the next message, to be settled by the test; waits for it. */
    GetResponse take() {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> channel.basicGet(name, false), got -> got != null);
    }

    /** Takes the next message for good; waits for it. */
    GetResponse next() {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> channel.basicGet(name, true), got -> got != null);
    }

    /** The bodies of everything that waits, which is gone then. */
    List<String> drain() throws IOException {
        return Inbox.drain(channel, name);
    }

    static String text(GetResponse got) {
        return new String(got.getBody(), StandardCharsets.UTF_8);
    }

    static long tag(GetResponse got) {
        return got.getEnvelope().getDeliveryTag();
    }

    /** What the header {@code x-death} says, newest first, texts as strings. */
    static List<Map<String, Object>> deaths(GetResponse got) {
        return ((List<?>) got.getProps().getHeaders().get("x-death"))
                .stream().map(TestQueue::readable).toList();
    }

    private static Map<String, Object> readable(Object death) {
        Map<String, Object> readable = new HashMap<>();
        ((Map<?, ?>) death)
                .forEach((key, value) -> readable.put(
                        key.toString(), value instanceof Long || value instanceof List ? value : value.toString()));
        return readable;
    }

    /** A header as a text, null if it is not there. */
    static String header(GetResponse got, String name) {
        Map<String, Object> headers = got.getProps().getHeaders();
        Object value = headers == null ? null : headers.get(name);
        return value == null ? null : value.toString();
    }
}
