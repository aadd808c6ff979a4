package org.leveretmq.launcher;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The port of the admin application: {@code LEVERETMQ_HTTP_PORT}, else 15672, where RabbitMQ's tools look for the management
 * API. Payara Micro's own ways of setting it win: the argument {@code --port}, and its property and environment variable.
 */
final class HttpPort {
    /** The system property that Payara Micro reads. */
    static final String SERVER_PROPERTY = "payaramicro.port";

    private static final String SERVER_VARIABLE = "payaramicro_port";
    private static final String VARIABLE = "LEVERETMQ_HTTP_PORT";
    private static final String DEFAULT = "15672";
    private static final int MAX_PORT = 65_535;

    private HttpPort() {}

    /**
     * What to set {@link #SERVER_PROPERTY} to; empty if the operator told Payara Micro itself.
     *
     * @throws IllegalArgumentException if the environment variable holds no port, naming it, its value and what is allowed
     */
    static Optional<String> from(Map<String, String> environment, Properties systemProperties) {
        if (systemProperties.containsKey(SERVER_PROPERTY) || environment.containsKey(SERVER_VARIABLE)) {
            return Optional.empty();
        }
        String value = environment.getOrDefault(VARIABLE, "").strip();
        return Optional.of(value.isEmpty() ? DEFAULT : check(value));
    }

    private static String check(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= MAX_PORT) {
                return Integer.toString(port);
            }
        } catch (NumberFormatException e) {
            // Told below, with the same words as a number out of range.
        }
        throw new IllegalArgumentException(
                VARIABLE + " is '" + value + "', but a whole number from 1 to " + MAX_PORT + " is expected");
    }
}
