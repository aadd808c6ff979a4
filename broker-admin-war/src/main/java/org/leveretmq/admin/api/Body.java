package org.leveretmq.admin.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request's JSON object, or of an object in it. Numbers and booleans may be texts, as RabbitMQ allows.
 *
 * @param members the members by name
 */
record Body(Map<String, @Nullable Object> members) {
    /** Ends the request with 400 and the names of those that are missing, if any is. */
    Body require(String... names) {
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            if (!members.containsKey(name)) {
                missing.add("{key_missing," + name + "}");
            }
        }
        if (!missing.isEmpty()) {
            throw ApiException.badRequest("[" + String.join(",", missing) + "]");
        }
        return this;
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    /** Null if it is missing. */
    @Nullable
    Object value(String name) {
        return members.get(name);
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** Null if it is missing. */
    @Nullable
    String text(String name) {
        Object value = members.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        } else if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw wrong(name, "a text");
    }

    boolean flag(String name, boolean otherwise) {
        Object value = members.get(name);
        if (value == null) {
            return otherwise;
        } else if (value instanceof Boolean flag) {
            return flag;
        } else if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw wrong(name, "true or false");
    }

    int number(String name, int otherwise) {
        Object value = members.get(name);
        if (value == null) {
            return otherwise;
        } else if (value instanceof Integer number) {
            return number;
        }
        try {
            return Integer.parseInt(value.toString());
        } catch (NumberFormatException e) {
            throw wrong(name, "a number");
        }
    }

    /** A limit: null if it is missing, or negative, which means that there is none. */
    @Nullable
    Long limit(String name) {
        Object value = members.get(name);
        if (value == null) {
            return null;
        } else if (value instanceof Integer || value instanceof Long) {
            long limit = ((Number) value).longValue();
            return limit < 0 ? null : limit;
        }
        throw ApiException.badRequest(
                "Validation failed\n\n" + name + " should be a number, actually was " + value + "\n");
    }

    /** An object; an empty list counts as an empty object, as some programs write it. */
    Map<String, Object> map(String name) {
        Object value = members.get(name);
        Map<String, Object> map = new LinkedHashMap<>();
        if (value == null || (value instanceof List<?> list && list.isEmpty())) {
            return map;
        } else if (value instanceof Map<?, ?> given) {
            given.forEach((key, member) -> {
                if (member != null) {
                    map.put(String.valueOf(key), member);
                }
            });
            return map;
        }
        throw wrong(name, "an object");
    }

    /** The objects of a list; none if it is missing. */
    List<Body> objects(String name) {
        Object value = members.get(name);
        if (value == null) {
            return List.of();
        } else if (value instanceof List<?> list) {
            return list.stream().map(element -> of(name, element)).toList();
        }
        throw wrong(name, "a list");
    }

    @SuppressWarnings("unchecked") // whatever JSON was read has texts as keys
    private static Body of(String name, @Nullable Object element) {
        if (element instanceof Map<?, ?> map) {
            return new Body((Map<String, @Nullable Object>) map);
        }
        throw wrong(name, "a list of objects");
    }

    /** Words of a list, or of a text with commas between them. */
    List<String> words(String name) {
        Object value = members.get(name);
        if (value == null) {
            return List.of();
        } else if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return List.of(value.toString().split(",")).stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .collect(Collectors.toList());
    }

    private static ApiException wrong(String name, String expected) {
        return ApiException.badRequest("'" + name + "' is not " + expected);
    }
}
