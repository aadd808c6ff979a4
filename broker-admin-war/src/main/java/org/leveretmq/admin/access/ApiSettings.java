package org.leveretmq.admin.access;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the admin application. Each is looked for as a system property {@code leveretmq.admin.<name>}, as an environment variable
 * {@code LEVERETMQ_ADMIN_<NAME>}, and as a context parameter {@code leveretmq.admin.<name>} of the web application, in this order.
 *
 * @param broker the broker that is managed; empty for the first one of this server
 * @param maxBodyBytes the most bytes that the body of a request may have
 * @param metricsNeedLogin whether {@code /metrics} asks for a user with the tag {@code monitoring} or {@code administrator}
 */
public record ApiSettings(String broker, int maxBodyBytes, boolean metricsNeedLogin) {
    private static final String PREFIX = "leveretmq.admin.";
    private static final int DEFAULT_MAX_BODY_BYTES = 10 * 1024 * 1024;

    /**
     * Reads the settings.
     *
     * @param contextParameters gives a context parameter by name, or null
     * @throws IllegalArgumentException naming a setting with an invalid value
     */
    public static ApiSettings read(
            Properties properties,
            Map<String, String> environment,
            Function<String, @Nullable String> contextParameters) {
        Function<String, @Nullable String> find = name -> {
            String property = properties.getProperty(PREFIX + name);
            if (property != null) {
                return property;
            }
            String variable = environment.get(variable(name));
            return variable != null ? variable : contextParameters.apply(PREFIX + name);
        };
        String broker = find.apply("broker");
        return new ApiSettings(
                broker == null ? "" : broker,
                maxBodyBytes(find.apply("maxBodyBytes")),
                !"false".equals(find.apply("metricsNeedLogin")));
    }

    private static String variable(String name) {
        return "LEVERETMQ_ADMIN_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    private static int maxBodyBytes(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT_MAX_BODY_BYTES;
        }
        try {
            int bytes = Integer.parseInt(text);
            if (bytes > 0) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "Setting " + PREFIX + "maxBodyBytes is '" + text + "', but a number from 1 is expected");
    }
}
