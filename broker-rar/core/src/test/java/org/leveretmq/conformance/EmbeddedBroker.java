package org.leveretmq.conformance;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.leveretmq.Broker;
import org.leveretmq.BrokerBuilder;

/** One broker for the tests of a class, on a free port. */
final class EmbeddedBroker implements BeforeAllCallback, AfterAllCallback {
    private final UnaryOperator<BrokerBuilder> settings;
    private Broker broker;

    EmbeddedBroker() {
        this(builder -> builder);
    }

    EmbeddedBroker(UnaryOperator<BrokerBuilder> settings) {
        this.settings = settings;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        BrokerBuilder builder = Broker.builder()
                .name(context.getRequiredTestClass().getSimpleName())
                .closeTimeout(Duration.ofSeconds(2))
                .port(0);
        broker = settings.apply(builder).build();
        broker.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        broker.close();
    }

    Broker broker() {
        return broker;
    }

    /** A raw connection that has sent nothing yet. */
    RawClient raw() {
        return new RawClient(broker.port());
    }

    /** A raw connection on which virtual host {@code /} is open. */
    RawClient opened() {
        return raw().handshake();
    }

    /** A raw connection with channel 1 open. */
    RawClient channelOpened() {
        RawClient client = opened();
        client.openChannel(1);
        return client;
    }

    /** A connection of the Java client. */
    Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }
}
