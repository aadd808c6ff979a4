package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.ClientParameters;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A runnable jar in a process of its own, on ports of its own, whose broker is managed through its HTTP API. */
final class ManagedBroker implements AutoCloseable {
    private static final Pattern AMQP_PORT = Pattern.compile("amqp 0\\.0\\.0\\.0:(\\d+);");
    private static final String HOST = "127.0.0.1";
    private static final AtomicInteger HOSTS = new AtomicInteger();

    private final Map<String, String> settings;
    private final int httpPort;
    private RunnableJar jar;
    private int amqpPort;

    private ManagedBroker(Map<String, String> settings, int httpPort) {
        this.settings = settings;
        this.httpPort = httpPort;
    }

    /** Starts it with these settings beside those of the ports and the data, and waits until it is ready. */
    static ManagedBroker start(Map<String, String> settings) throws IOException {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "jar-data")), "managed");
        int httpPort = freePort();
        Map<String, String> all = new HashMap<>(settings);
        all.put("LEVERETMQ_PORT", "0");
        all.put("LEVERETMQ_HTTP_PORT", Integer.toString(httpPort));
        all.put("LEVERETMQ_DATA_DIRECTORY", data.toString());
        ManagedBroker broker = new ManagedBroker(all, httpPort);
        broker.start();
        return broker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void start() throws IOException {
        jar = RunnableJar.start(settings);
        String ready = jar.lineWith("LeveretMQ is ready");
        Matcher port = AMQP_PORT.matcher(ready);
        assertThat(port.find()).as(ready).isTrue();
        amqpPort = Integer.parseInt(port.group(1));
        jar.readOn();
    }

    /** Stops it, and starts it again with what it has kept. */
    void restart() throws Exception {
        jar.stop();
        assertThat(jar.ends()).isTrue();
        start();
    }

    /** What it has printed since it is ready. */
    List<String> printed() {
        return jar.linesRead();
    }

    /** The address of the page, which ends with a slash. */
    String root() {
        return "http://" + HOST + ":" + httpPort + "/";
    }

    int httpPort() {
        return httpPort;
    }

    int amqpPort() {
        return amqpPort;
    }

    /** The API as an administrator sees it. */
    Api api() {
        return Api.under(root()).as("guest", "guest");
    }

    /** RabbitMQ's own client for the API. */
    Client client() throws Exception {
        return client("guest", "guest");
    }

    Client client(String user, String password) throws Exception {
        return new Client(
                new ClientParameters().url(root() + "api/").username(user).password(password));
    }

    Connection connect(String virtualHost) throws Exception {
        return Amqp.connect(amqpPort, virtualHost, "guest", "guest");
    }

    /** Adds a virtual host whose name needs all the encoding that there is, and which no other test uses. */
    String newVirtualHost() throws Exception {
        String name = "/tests/höst-€%2F+" + HOSTS.incrementAndGet();
        api().put(Api.path("vhosts", name), Map.of()).assertStatus(201);
        return name;
    }

    @Override
    public void close() {
        jar.close();
    }
}
