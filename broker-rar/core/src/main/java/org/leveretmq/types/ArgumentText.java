package org.leveretmq.types;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How error texts show a value of a declaration, in the words that RabbitMQ uses and clients look for. */
public final class ArgumentText {
    private ArgumentText() {}

    /** {@code none}, or {@code the value '5' of type 'signedint'}. */
    public static String of(@Nullable Object value) {
        return value == null ? "none" : "the value '" + value + "' of type '" + type(value) + "'";
    }

    private static String type(Object value) {
        if (value instanceof Boolean) {
            return "bool";
        } else if (value instanceof Byte) {
            return "byte";
        } else if (value instanceof Short) {
            return "short";
        } else if (value instanceof Integer) {
            return "signedint";
        } else if (value instanceof Long) {
            return "long";
        } else if (value instanceof Float) {
            return "float";
        } else if (value instanceof Double) {
            return "double";
        } else if (value instanceof BigDecimal) {
            return "decimal";
        } else if (value instanceof Instant) {
            return "timestamp";
        } else if (value instanceof FieldTable) {
            return "table";
        } else if (value instanceof List) {
            return "array";
        } else if (value instanceof byte[]) {
            return "binary";
        }
        return "longstr";
    }
}
