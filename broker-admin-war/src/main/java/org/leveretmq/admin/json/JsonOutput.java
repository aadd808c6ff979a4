package org.leveretmq.admin.json;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, iterables, streams, strings, numbers, booleans, instants (as whole seconds since the epoch) and null as JSON, each as it comes, so that a
 * long list is never in memory as text.
 */
public final class JsonOutput {
    private JsonOutput() {}

    /** Writes a value in UTF-8 and leaves the stream open. */
    public static void write(@Nullable Object value, OutputStream out) {
        JsonGenerator generator = Json.createGenerator(new Unclosed(out));
        write(generator, value);
        generator.close();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            map.forEach((name, member) -> {
                generator.writeKey(String.valueOf(name));
                write(generator, member);
            });
            generator.writeEnd();
        } else if (value instanceof Iterable<?> elements) {
            writeAll(generator, elements.iterator());
        } else if (value instanceof Stream<?> elements) {
            writeAll(generator, elements.iterator());
        } else {
            writeScalar(generator, value);
        }
    }

    private static void writeAll(JsonGenerator generator, Iterator<?> elements) {
        generator.writeStartArray();
        elements.forEachRemaining(element -> write(generator, element));
        generator.writeEnd();
    }

    private static void writeScalar(JsonGenerator generator, Object value) {
        if (value instanceof Boolean flag) {
            generator.write(flag);
        } else if (value instanceof BigDecimal number) {
            generator.write(number);
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) {
                generator.write(number);
            } else {
                generator.writeNull();
            }
        } else if (value instanceof Number number) {
            generator.write(number.longValue());
        } else if (value instanceof Instant instant) {
            generator.write(instant.getEpochSecond());
        } else {
            generator.write(value.toString());
        }
    }
}
