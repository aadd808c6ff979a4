package org.leveretmq.management;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.types.FieldTable;

/** Field tables as maps of what every Java program knows: strings, numbers, booleans, instants, lists and maps. */
final class PlainValues {
    private PlainValues() {}

    static Map<String, Object> of(FieldTable table) {
        Map<String, Object> map = new LinkedHashMap<>();
        table.asMap().forEach((name, value) -> map.put(name, plain(value)));
        return map;
    }

    private static Object plain(@Nullable Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof FieldTable table) {
            return of(table);
        } else if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        } else if (value instanceof List<?> list) {
            List<Object> values = new ArrayList<>();
            list.forEach(element -> values.add(plain(element)));
            return values;
        } else if (value instanceof Number || value instanceof Boolean || value instanceof java.time.Instant) {
            return value;
        }
        return value.toString();
    }
}
