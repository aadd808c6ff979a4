package org.leveretmq.admin.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes maps of one line each. */
public final class Fields {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);

    private final Map<String, @Nullable Object> map = new LinkedHashMap<>();

    /** Adds a member. */
    public Fields with(String name, @Nullable Object value) {
        map.put(name, value);
        return this;
    }

    /** Adds all members of a map. */
    public Fields with(Map<String, ? extends @Nullable Object> members) {
        map.putAll(members);
        return this;
    }

    /** The map, in the order of the calls. */
    public Map<String, @Nullable Object> map() {
        return map;
    }

    /** A moment as RabbitMQ writes it: {@code 2026-01-02T03:04:05.678+00:00}. */
    public static @Nullable String moment(@Nullable Instant instant) {
        return instant == null ? null : MILLIS.format(instant);
    }
}
