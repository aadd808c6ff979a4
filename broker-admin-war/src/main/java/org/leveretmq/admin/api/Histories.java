package org.leveretmq.admin.api;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Series;
import org.leveretmq.api.management.Subject;

/**
 * How figures have developed, as far back and as finely as the parameters {@code msg_rates_age} and {@code msg_rates_incr} ask, in seconds; or those that
 * begin with {@code lengths}, {@code data_rates} or {@code node_stats}.
 */
final class Histories {
    private static final String[] KINDS = {"msg_rates", "lengths", "data_rates", "node_stats"};

    private Histories() {}

    /** Nothing if the client has not asked for history. */
    static Map<Figure, Series> of(Call call, Subject subject) {
        for (String kind : KINDS) {
            Long age = seconds(call.parameter(kind + "_age"));
            Long interval = seconds(call.parameter(kind + "_incr"));
            if (age != null && interval != null) {
                return call.broker()
                        .monitoring()
                        .history(subject, Duration.ofSeconds(age), Duration.ofSeconds(interval));
            }
        }
        return Map.of();
    }

    private static @Nullable Long seconds(@Nullable String text) {
        try {
            long seconds = text == null ? 0 : Long.parseLong(text);
            return seconds < 1 || seconds > Duration.ofDays(1).toSeconds() ? null : Long.valueOf(seconds);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
