package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A connection that is open while a test breaks a rule on another, and afterwards still publishes and gets. */
final class Bystander implements BeforeEachCallback, AfterEachCallback {
    private final EmbeddedBroker broker;
    private RawClient client;
    private String queue;

    Bystander(EmbeddedBroker broker) {
        this.broker = broker;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        client = broker.channelOpened();
        queue = client.declareQueue(1);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        client.publish(1, "", queue, "still here").get(1, queue, true);
        client.expect(1, 60, 71);
        assertThat(client.expectContent(1)).isEqualTo("still here");
        client.close();
    }

    /** Its queue, which is empty. */
    String queue() {
        return queue;
    }
}
