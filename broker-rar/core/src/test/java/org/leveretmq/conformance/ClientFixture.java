package org.leveretmq.conformance;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker for all tests of a class, and for each of them a connection of the Java client with a channel. */
abstract class ClientFixture {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    Connection connection;
    Channel channel;

    @BeforeEach
    void connect() throws Exception {
        connection = BROKER.connect();
        channel = connection.createChannel();
    }

    @AfterEach
    void disconnect() {
        connection.abort();
    }
}
