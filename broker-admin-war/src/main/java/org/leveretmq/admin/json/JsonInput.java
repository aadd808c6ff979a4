package org.leveretmq.admin.json;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON as maps, lists, strings, numbers ({@code Integer}, {@code Long}, {@code Double}), booleans and null. */
public final class JsonInput {
    private static final int MAX_DEPTH = 100;

    private JsonInput() {}

    /** The object that the text is; an empty text is an object without members. Empty if it is something else. */
    public static Optional<Map<String, @Nullable Object>> object(String text) {
        if (text.isBlank()) {
            return Optional.of(new LinkedHashMap<>());
        }
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                return Optional.empty();
            }
            JsonObject object = parser.getObject();
            // Where something follows it fails, or there is more.
            return parser.hasNext() ? Optional.empty() : Optional.of(map(object, 1));
        } catch (JsonException | IllegalStateException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object plain(JsonValue value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new JsonException("nested deeper than " + MAX_DEPTH);
        }
        return switch (value.getValueType()) {
            case OBJECT -> map(value.asJsonObject(), depth + 1);
            case ARRAY -> list(value.asJsonArray(), depth + 1);
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
        };
    }

    private static Map<String, @Nullable Object> map(JsonObject object, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.forEach((name, value) -> map.put(name, plain(value, depth)));
        return map;
    }

    private static List<@Nullable Object> list(JsonArray array, int depth) {
        List<@Nullable Object> list = new ArrayList<>(array.size());
        array.forEach(value -> list.add(plain(value, depth)));
        return list;
    }

    private static Object number(JsonNumber number) {
        try {
            if (number.isIntegral()) {
                long value = number.longValueExact();
                return value == (int) value ? (Object) (int) value : (Object) value;
            }
            return number.doubleValue();
        } catch (ArithmeticException e) {
            return number.doubleValue();
        }
    }
}
