package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.leveretmq.arquillian.jta.JtaServlet;
import org.leveretmq.examples.orders.Orders;

/** The example {@code orders} with the beans of the tests in a server: what it does on request, its rows and the messages it has left. */
final class OrdersApplication {
    private static final Path EXAMPLE = Path.of(System.getProperty("examples"), "orders");
    private static final List<String> BEANS_OF_THE_TESTS = List.of("PlainBean", "FlakyBean");
    private static final Pattern ADAPTER_OF_A_BEAN =
            Pattern.compile("\\s*<(ejb|r:resource-adapter-binding)>.*?</\\1>", Pattern.DOTALL);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private final int amqpPort;

    OrdersApplication(String httpPort, int amqpPort) {
        this.address = "http://localhost:" + httpPort + "/orders/";
        this.amqpPort = amqpPort;
    }

    /** What is deployed, with the descriptors of the example. */
    static WebArchive archive() throws IOException {
        WebArchive archive = ShrinkWrap.create(WebArchive.class, "orders.war")
                .addPackage(Orders.class.getPackage())
                .addPackage(JtaServlet.class.getPackage());
        try (var descriptors = Files.list(EXAMPLE.resolve("src/main/webapp/WEB-INF"))) {
            for (Path descriptor : descriptors.toList()) {
                archive.addAsWebInfResource(
                        new StringAsset(withBeansOfTheTests(Files.readString(descriptor))),
                        descriptor.getFileName().toString());
            }
        }
        return archive;
    }

    /** Servers have to be told the adapter of each message-driven bean. */
    private static String withBeansOfTheTests(String descriptor) {
        return ADAPTER_OF_A_BEAN
                .matcher(descriptor)
                .replaceAll(bean -> Matcher.quoteReplacement(bean.group()
                        + BEANS_OF_THE_TESTS.stream()
                                .map(name -> bean.group().replace("OrderProcessor", name))
                                .collect(Collectors.joining())));
    }

    /** A file with commands that the example brings for the server. */
    static Path commands(String name) {
        return EXAMPLE.resolve("servers").resolve(name).toAbsolutePath().normalize();
    }

    /** Posts an order; the status of the answer. */
    int order(String id, String item) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + "orders?id=" + id + "&item=" + item))
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }

    /** Lets the servlet of the tests do something; its answer. */
    String does(String what, String id) throws Exception {
        return body(HttpRequest.newBuilder(URI.create(address + "jta?do=" + what + "&id=" + id))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** How many branches wait for their outcome: of the broker, and of the database. */
    int inDoubt() throws Exception {
        return Arrays.stream(body(HttpRequest.newBuilder(URI.create(address + "jta")))
                        .split(" "))
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** The rows with this id, each as {@code item status}. */
    List<String> rows(String id) throws Exception {
        return body(HttpRequest.newBuilder(URI.create(address + "orders")))
                .lines()
                .filter(row -> row.startsWith(id + " "))
                .map(row -> row.substring(id.length() + 1))
                .toList();
    }

    /** Takes everything out of a queue: the ids of the messages. */
    List<String> take(String queue) throws Exception {
        List<String> ids = new ArrayList<>();
        try (Connection connection = Amqp.connect(amqpPort);
                Channel channel = connection.createChannel()) {
            for (GetResponse message = channel.basicGet(queue, true);
                    message != null;
                    message = channel.basicGet(queue, true)) {
                ids.add(message.getProps().getMessageId());
            }
        }
        return ids;
    }

    private String body(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().strip();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
    }
}
