package org.leveretmq.arquillian;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives all classes of tests in this JVM that ask for one the same {@link ManagedBroker}: started for the first of them, killed when the JVM ends. JUnit
 * would not do, for where tests have several JVMs each class is a run of its own.
 */
final class SharedBroker implements ParameterResolver {
    private static @Nullable ManagedBroker broker;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ManagedBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared();
    }

    private static synchronized ManagedBroker shared() {
        ManagedBroker known = broker;
        if (known != null) {
            return known;
        }
        try {
            ManagedBroker started = ManagedBroker.start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "end of the broker"));
            broker = started;
            return started;
        } catch (Exception e) {
            throw new ParameterResolutionException("The broker does not start", e);
        }
    }
}
