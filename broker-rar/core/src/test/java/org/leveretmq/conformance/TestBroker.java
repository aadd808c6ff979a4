package org.leveretmq.conformance;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.Broker;
import org.leveretmq.BrokerBuilder;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.conformance.wire.WireClient;

/** The broker under test, as one test sees it. What a test has opened by it is closed when the test ends. Used by the test's thread. */
public final class TestBroker implements AutoCloseable {
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final AtomicLong NAMES = new AtomicLong();

    private final InetSocketAddress address;
    private final @Nullable Broker own;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable Connection connection;

    TestBroker(InetSocketAddress address) {
        this(address, null);
    }

    private TestBroker(InetSocketAddress address, @Nullable Broker own) {
        this.address = address;
        this.own = own;
    }

    /** A name that nobody else uses, for a queue, an exchange or a tag. */
    public static String uniqueName(String prefix) {
        return prefix + "-" + RUN + "-" + NAMES.incrementAndGet();
    }

    public InetSocketAddress address() {
        return address;
    }

    /** A broker of the test's own with other settings; closed when the test ends. */
    public TestBroker withSettings(Consumer<BrokerBuilder> settings) {
        BrokerBuilder builder = Broker.builder()
                .name(uniqueName("conformance"))
                .bindAddress("127.0.0.1")
                .port(0);
        settings.accept(builder);
        Broker broker = builder.build();
        broker.start();
        opened.push(broker);
        TestBroker own = new TestBroker(broker.address(), broker);
        opened.push(own);
        return own;
    }

    /** Stops a broker that {@link #withSettings} has started, while the test goes on. */
    public void shutDown() {
        requireOwn().close();
    }

    /** The management of a broker that {@link #withSettings} has started. */
    public BrokerManagement management() {
        return requireOwn().management();
    }

    private Broker requireOwn() {
        if (own == null) {
            throw new IllegalStateException("not a broker of the test's own");
        }
        return own;
    }

    /** The test's first connection of the ordinary Java client, the same every time. */
    public Connection connection() {
        if (connection == null) {
            connection = connect();
        }
        return connection;
    }

    /** A new connection of the ordinary Java client. */
    public Connection connect() {
        return connect(factory -> {});
    }

    /** A connection of the ordinary Java client with other settings. */
    public Connection connect(Consumer<ConnectionFactory> settings) {
        ConnectionFactory factory = factory();
        settings.accept(factory);
        try {
            Connection connection = factory.newConnection();
            opened.push(connection::abort);
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException e) {
            throw new AssertionError("No connection in time", e);
        }
    }

    /** What makes connections of the ordinary Java client, without recovery. */
    public ConnectionFactory factory() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(address.getHostString());
        factory.setPort(address.getPort());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setChannelRpcTimeout(5_000);
        factory.setExceptionHandler(new ForgivingExceptionHandler());
        return factory;
    }

    /** A connected socket on which nothing was sent. */
    public WireClient socket() {
        WireClient client = WireClient.connect(address);
        opened.push(client);
        return client;
    }

    /** An open connection with channel 1 open, spoken frame by frame. */
    public WireClient wire() {
        return socket().handshake().openChannel(1);
    }

    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
