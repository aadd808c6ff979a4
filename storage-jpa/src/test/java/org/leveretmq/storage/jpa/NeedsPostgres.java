package org.leveretmq.storage.jpa;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link PostgresServer} of this run to tests; without PostgreSQL on this machine they are skipped, and it says so. */
final class NeedsPostgres implements ExecutionCondition, ParameterResolver {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Path> programs = PostgresServer.programs();
        if (programs.isPresent()) {
            return ConditionEvaluationResult.enabled("PostgreSQL is in " + programs.get());
        }
        String reason =
                "Skipped " + context.getDisplayName() + ": PostgreSQL is not installed (apt-get install postgresql)";
        System.out.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostgresServer.class;
    }

    @Override
    public PostgresServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(NeedsPostgres.class))
                .getOrComputeIfAbsent(
                        PostgresServer.class,
                        type -> PostgresServer.start(PostgresServer.programs().orElseThrow()),
                        PostgresServer.class);
    }
}
