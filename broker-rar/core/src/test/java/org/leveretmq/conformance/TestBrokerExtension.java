package org.leveretmq.conformance;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.leveretmq.Broker;
import org.leveretmq.conformance.wire.WireClient;

/**
 * Gives tests the broker, and connections to it: a {@link TestBroker}, a {@link Connection} or {@link Channel} of the ordinary client, or
 * a {@link WireClient} with channel 1 open. One broker serves the whole run.
 */
final class TestBrokerExtension implements ParameterResolver, ExecutionCondition {
    static final String TARGET_PROPERTY = "leveretmq.test.target";
    /** Set to true, it runs what a peer is known to do otherwise, too, to see whether that is still so. */
    static final String DIFFERENCES_PROPERTY = "leveretmq.test.differences";

    private static final Logger LOGGER = System.getLogger(TestBrokerExtension.class.getName());
    private static final Namespace NAMESPACE = Namespace.create(TestBrokerExtension.class);

    /** The broker of the whole run. */
    private record SharedBroker(Broker broker) implements AutoCloseable {
        static SharedBroker start() {
            Broker broker = Broker.builder()
                    .name("conformance")
                    .bindAddress("127.0.0.1")
                    .port(0)
                    .build();
            broker.start();
            return new SharedBroker(broker);
        }

        @Override
        public void close() {
            broker.close();
        }
    }

    private static String target() {
        return System.getProperty(TARGET_PROPERTY, "");
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (target().isEmpty() || context.getElement().isEmpty()) {
            return ConditionEvaluationResult.enabled("embedded broker");
        }
        var element = context.getElement().get();
        var differs = AnnotationSupport.findAnnotation(element, DiffersFromPeer.class);
        if (differs.isPresent() && !Boolean.getBoolean(DIFFERENCES_PROPERTY)) {
            return skipped(context, "differs from the peer: " + differs.get().value());
        }
        var own = AnnotationSupport.findAnnotation(element, NeedsOwnBroker.class);
        if (own.isPresent()) {
            return skipped(context, "needs a broker of its own: " + own.get().value());
        }
        return ConditionEvaluationResult.enabled("the peer is expected to do the same");
    }

    private static ConditionEvaluationResult skipped(ExtensionContext context, String reason) {
        LOGGER.log(Level.INFO, "Skipped {0}: {1}", context.getDisplayName(), reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    static InetSocketAddress address(ExtensionContext context) {
        String target = target();
        if (target.isEmpty()) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(SharedBroker.class, key -> SharedBroker.start(), SharedBroker.class)
                    .broker()
                    .address();
        }
        int colon = target.lastIndexOf(':');
        return new InetSocketAddress(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
    }

    private static TestBroker broker(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(TestBroker.class, key -> new TestBroker(address(context)), TestBroker.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestBroker.class
                || type == Connection.class
                || type == Channel.class
                || type == WireClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == TestBroker.class) {
            return broker(context);
        }
        if (type == WireClient.class) {
            return broker(context).wire();
        }
        Connection connection = broker(context).connection();
        return type == Connection.class ? connection : channel(connection);
    }

    private static Channel channel(Connection connection) {
        try {
            return connection.createChannel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
