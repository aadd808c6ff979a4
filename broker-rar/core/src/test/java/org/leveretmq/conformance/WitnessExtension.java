package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.leveretmq.conformance.wire.MethodId;
import org.leveretmq.conformance.wire.Requests;
import org.leveretmq.conformance.wire.WireClient;

/** Keeps one well-behaved client connected while the tests of a class misbehave. */
final class WitnessExtension implements BeforeAllCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(WitnessExtension.class);

    private record Witness(WireClient client, String queue) implements AutoCloseable {
        static Witness connect(ExtensionContext context) {
            WireClient client = WireClient.connect(TestBrokerExtension.address(context))
                    .handshake()
                    .openChannel(1);
            String queue = TestBroker.uniqueName("witness");
            client.call(1, Requests.queueDeclare(queue), MethodId.QUEUE_DECLARE_OK);
            client.call(1, Requests.consume(queue, "witness", true, false), MethodId.BASIC_CONSUME_OK);
            return new Witness(client, queue);
        }

        void assertUnaffected(String text) {
            client.publish(1, "", queue, text);
            client.expect(1, MethodId.BASIC_DELIVER);
            assertThat(client.expectContent(1).text())
                    .as("what the witness receives")
                    .isEqualTo(text);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(NAMESPACE).put(Witness.class, Witness.connect(context));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        context.getStore(NAMESPACE).get(Witness.class, Witness.class).assertUnaffected(context.getDisplayName());
    }
}
