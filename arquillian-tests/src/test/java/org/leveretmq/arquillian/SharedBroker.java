package org.leveretmq.arquillian;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all classes of tests that ask for one the same {@link ManagedBroker}: started for the first of them, killed after the last. */
final class SharedBroker implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ManagedBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedBroker.class))
                .getOrComputeIfAbsent(ManagedBroker.class, key -> start(), ManagedBroker.class);
    }

    private static ManagedBroker start() {
        try {
            return ManagedBroker.start();
        } catch (Exception e) {
            throw new ParameterResolutionException("The broker does not start", e);
        }
    }
}
