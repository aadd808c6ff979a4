package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.impl.AMQConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every view of the management page, light and dark, wide and narrow: people with assistive technology can use it, and it fits. With the system property
 * {@code screenshots} it also writes a picture of each into that folder.
 */
@Timeout(600)
class ManagementPageViewsIT extends ServedPageFixture {
    private static final int HIGHEST_PICTURE = 1400;
    private static final int MESSAGES = 300;
    private static final int UNACKNOWLEDGED = 20;
    private static final String SCREENSHOTS = System.getProperty("screenshots", "");

    private static Connection connection;
    private static Channel publisher;

    /** A view: the name of its picture, its heading and the parts of its address. */
    private record View(String name, String heading, String... parts) {}

    @BeforeAll
    static void fill() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(served.amqpPort());
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection("order service");
        Channel channel = connection.createChannel();
        channel.exchangeDeclare("events", BuiltinExchangeType.TOPIC, true);
        channel.exchangeDeclare("audit", BuiltinExchangeType.FANOUT, true);
        channel.queueDeclare("orders", true, false, false, Map.of("x-max-length", 100_000));
        channel.queueDeclare("Grüße aus Ωμέγα", true, false, false, Map.of("x-message-ttl", 600_000));
        channel.queueDeclare("invoices", true, false, false, Map.of("x-dead-letter-exchange", "audit"));
        channel.queueDeclare("archive", true, false, false, null);
        channel.queueBind("orders", "events", "order.*");
        channel.queueBind("invoices", "events", "invoice.#");
        channel.queueBind("Grüße aus Ωμέγα", "events", "greeting");
        channel.exchangeBind("audit", "events", "#");
        channel.queueBind("archive", "audit", "");
        Channel consumer = connection.createChannel();
        consumer.basicQos(100);
        consumer.basicConsume("orders", (tag, delivery) -> acknowledge(consumer, delivery), tag -> {});
        channel.confirmSelect();
        publisher = channel;
        publish();
    }

    /** All but the first few. */
    private static void acknowledge(Channel consumer, Delivery delivery) throws IOException {
        if (delivery.getEnvelope().getDeliveryTag() > UNACKNOWLEDGED) {
            consumer.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
        }
    }

    private static void publish() throws Exception {
        for (int i = 0; i < MESSAGES; i++) {
            publisher.basicPublish(
                    "events",
                    i % 3 == 0 ? "invoice.new" : "order.new",
                    MessageProperties.PERSISTENT_TEXT_PLAIN,
                    ("message " + i).getBytes(StandardCharsets.UTF_8));
        }
        publisher.waitForConfirmsOrDie(10_000);
    }

    @ParameterizedTest
    @CsvSource({"light, 400", "dark, 400", "light, 1280", "dark, 1280"})
    void everyViewIsAccessibleAndFits(String colours, int width) throws Exception {
        browser.systemPrefers(colours);
        browser.resize(width, 800);
        check("login", colours, width);
        operator.logsIn();
        prepare();
        for (View view : views()) {
            publish();
            operator.goesTo(view.heading(), view.parts());
            operator.awaitContent();
            check(view.name(), colours, width);
        }
        operator.goesTo("Queue archive", "queues", "/", "archive");
        operator.presses("Publish …");
        operator.reads("Publish to queue archive");
        check("publish", colours, width);
    }

    @Test
    void narrowScreensOpenTheNavigationByAButton() {
        browser.resize(400, 800);
        operator.logsIn();
        assertThat(operator.texts("nav a")).containsOnly("");

        operator.presses("Menu");
        operator.chooses("Queues");

        assertThat(operator.texts("nav a")).containsOnly("");
    }

    private static void check(String name, String colours, int width) throws IOException {
        assertThat(browser.accessibilityViolations())
                .as("%s, %s, %d pixels wide", name, colours, width)
                .isEmpty();
        assertThat((Long) browser.driver().executeScript("return document.documentElement.scrollWidth"))
                .as("width of %s", name)
                .isLessThanOrEqualTo(width);
        if (!SCREENSHOTS.isEmpty()) {
            String suffix = width < 800 ? colours + "-narrow" : colours;
            boolean wanted =
                    width > 800 || List.of("overview", "queues", "queue").contains(name);
            if (wanted) {
                browser.picture(Path.of(SCREENSHOTS, "page-" + name + "-" + suffix + ".png"), HIGHEST_PICTURE);
            }
        }
    }

    /** Users, policies and the like, which only the first test has to add. */
    private void prepare() {
        operator.asks("PUT", "users/zoe", "{\"password\": \"secret-1\", \"tags\": \"monitoring\"}");
        operator.asks("PUT", "permissions/%2F/zoe", "{\"configure\": \"^zoe-\", \"write\": \".*\", \"read\": \".*\"}");
        operator.asks(
                "PUT",
                "topic-permissions/%2F/zoe",
                "{\"exchange\": \"events\", \"write\": \"^order\", \"read\": \".*\"}");
        operator.asks(
                "PUT",
                "policies/%2F/short",
                "{\"pattern\": \"^archive\", \"apply-to\": \"queues\", \"definition\": {\"max-length\": 5000}}");
        operator.asks(
                "PUT",
                "operator-policies/%2F/most",
                "{\"pattern\": \".*\", \"apply-to\": \"queues\", \"definition\": {\"max-length-bytes\": 1000000000}}");
        operator.asks("PUT", "vhost-limits/%2F/max-queues", "{\"value\": 20000}");
    }

    private static List<View> views() {
        String client =
                "127.0.0.1:" + ((AMQConnection) connection).getLocalPort() + " -> 127.0.0.1:" + served.amqpPort();
        return List.of(
                new View("overview", "Overview", "overview"),
                new View("connections", "Connections", "connections"),
                new View("connection", "Connection " + client, "connections", client),
                new View("channels", "Channels", "channels"),
                new View("channel", "Channel " + client + " (1)", "channels", client + " (1)"),
                new View("consumers", "Consumers", "consumers"),
                new View("exchanges", "Exchanges", "exchanges"),
                new View("exchange", "Exchange events", "exchanges", "/", "events"),
                new View("queues", "Queues", "queues"),
                new View("queue", "Queue orders", "queues", "/", "orders"),
                new View("bindings", "Bindings", "bindings"),
                new View("policies", "Policies", "policies"),
                new View("users", "Users", "users"),
                new View("user", "User zoe", "users", "zoe"),
                new View("permissions", "Permissions", "permissions"),
                new View("vhosts", "Virtual hosts", "vhosts"),
                new View("vhost", "Virtual host /", "vhosts", "/"),
                new View("transactions", "Transactions", "transactions"),
                new View("definitions", "Definitions", "definitions"),
                new View("settings", "Settings", "settings"));
    }
}
