package org.leveretmq.admin.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of nested maps by paths such as {@code message_stats.publish_details.rate}; a name may have dots itself. */
final class Columns {
    private Columns() {}

    /** The value at the path, null if there is none. */
    static @Nullable Object value(Map<?, ?> map, String path) {
        if (map.containsKey(path)) {
            return map.get(path);
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (map.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
                return value(inner, path.substring(dot + 1));
            }
        }
        return null;
    }

    /** A map with nothing but the values at the paths, nested as they were. */
    static Map<String, @Nullable Object> only(Map<?, ?> map, List<String> paths) {
        Map<String, @Nullable Object> chosen = new LinkedHashMap<>();
        paths.forEach(path -> copy(map, path, chosen));
        return chosen;
    }

    @SuppressWarnings("unchecked") // every map in a chosen one was made here
    private static void copy(Map<?, ?> from, String path, Map<String, @Nullable Object> to) {
        if (from.containsKey(path)) {
            to.put(path, from.get(path));
            return;
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            String outer = path.substring(0, dot);
            if (from.get(outer) instanceof Map<?, ?> inner) {
                Map<String, @Nullable Object> target = new LinkedHashMap<>();
                if (to.get(outer) instanceof Map<?, ?> before) {
                    target.putAll((Map<String, @Nullable Object>) before);
                }
                copy(inner, path.substring(dot + 1), target);
                to.put(outer, target);
                return;
            }
        }
    }
}
