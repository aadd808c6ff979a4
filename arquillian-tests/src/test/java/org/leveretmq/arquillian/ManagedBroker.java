package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.ClientParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A runnable jar in a process of its own, on ports of its own, whose broker is managed through its HTTP API. */
final class ManagedBroker implements AutoCloseable {
    private static final Pattern AMQP_PORT = Pattern.compile("amqp 0\\.0\\.0\\.0:(\\d+)[;,]");
    private static final String HOST = "127.0.0.1";

    /** Of everything that the broker is given. */
    static final String PASSWORD = "secret-1";

    private static final AtomicInteger HOSTS = new AtomicInteger();

    private final Map<String, String> settings;
    private final int httpPort;
    private final int jmxPort;
    private RunnableJar jar;
    private int amqpPort;

    private ManagedBroker(Map<String, String> settings, int httpPort, int jmxPort) {
        this.settings = settings;
        this.httpPort = httpPort;
        this.jmxPort = jmxPort;
    }

    /**
     * Starts it, and waits until it is ready. It listens with TLS, too, with a certificate that is valid for 20 days, and lets {@code operator} in by
     * JMX as the manual says.
     */
    static ManagedBroker start() throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "jar-data")), "managed");
        int httpPort = FreePort.find();
        int jmxPort = FreePort.find();
        Map<String, String> all = new HashMap<>();
        all.put("LEVERETMQ_TLS_PORT", "0");
        all.put("LEVERETMQ_TLS_KEY_STORE", keyStore(data).toString());
        all.put("LEVERETMQ_TLS_KEY_STORE_PASSWORD", PASSWORD);
        all.put("JDK_JAVA_OPTIONS", String.join(" ", remoteJmx(data, jmxPort)));
        all.put("LEVERETMQ_PORT", "0");
        all.put("LEVERETMQ_HTTP_PORT", Integer.toString(httpPort));
        all.put("LEVERETMQ_DATA_DIRECTORY", data.toString());
        ManagedBroker broker = new ManagedBroker(all, httpPort, jmxPort);
        try {
            broker.launch();
        } catch (Exception | AssertionError e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    private static Path keyStore(Path directory) throws Exception {
        Path store = directory.resolve("tls.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "tls",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=managed",
                        "-validity",
                        "20",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return store;
    }

    private static List<String> remoteJmx(Path directory, int port) throws IOException {
        Path passwords = Files.writeString(directory.resolve("jmx.password"), "operator " + PASSWORD + "\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        Path access = Files.writeString(directory.resolve("jmx.access"), "operator readwrite\n");
        String property = "-Dcom.sun.management.jmxremote.";
        return List.of(
                property + "port=" + port,
                property + "rmi.port=" + port,
                property + "password.file=" + passwords,
                property + "access.file=" + access,
                property + "ssl=false",
                "-Djava.rmi.server.hostname=" + HOST);
    }

    private void launch() throws Exception {
        jar = RunnableJar.start(settings);
        String ready = jar.lineWith("LeveretMQ is ready");
        Matcher port = AMQP_PORT.matcher(ready);
        assertThat(port.find()).as(ready).isTrue();
        amqpPort = Integer.parseInt(port.group(1));
    }

    /** Stops it, and starts it again with what it has kept. */
    void restart() throws Exception {
        jar.stop();
        assertThat(jar.ends()).isTrue();
        launch();
    }

    /** What it has printed since it is ready. */
    List<String> printed() {
        return jar.unread();
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

    /** Its beans, from elsewhere. */
    @SuppressWarnings("BanJNDI") // an address of the test's own
    JMXConnector jmx(String password) throws IOException {
        JMXServiceURL address = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + HOST + ":" + jmxPort + "/jmxrmi");
        return JMXConnectorFactory.connect(
                address, Map.of(JMXConnector.CREDENTIALS, new String[] {"operator", password}));
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
