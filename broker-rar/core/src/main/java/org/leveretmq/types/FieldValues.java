package org.leveretmq.types;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of field values: which Java values there are, when two are equal, how they print. */
final class FieldValues {
    private static final int MAX_NAME_BYTES = 255;

    private FieldValues() {}

    static Map<String, @Nullable Object> normaliseEntries(Map<?, ? extends @Nullable Object> entries, int depth) {
        Map<String, @Nullable Object> normalised = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("Field table name '" + key + "' is not a String");
            }
            normalised.put(checkName(name), normalise(name, value, depth));
        });
        return normalised;
    }

    static String checkName(String name) {
        int bytes = Utf8.encodedLength(name);
        if (bytes > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("Field table name of " + bytes + " bytes is longer than 255: " + name);
        }
        return name;
    }

    /** The value in the form that tables keep; {@code depth} is that of the table or list that will hold it, from 1. */
    static @Nullable Object normalise(String name, @Nullable Object value, int depth) {
        if (value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Float
                || value instanceof Double
                || value instanceof ByteString) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof Instant instant) {
            return Instant.ofEpochSecond(instant.getEpochSecond());
        }
        if (value instanceof Date date) {
            return second(date);
        }
        if (value instanceof BigDecimal decimal) {
            return checkDecimal(name, decimal);
        }
        if (value instanceof FieldTable table) {
            return FieldTable.adopt(normaliseEntries(table.asMap(), deeper(name, depth)));
        }
        if (value instanceof Map<?, ?> map) {
            return FieldTable.adopt(normaliseEntries(map, deeper(name, depth)));
        }
        if (value instanceof List<?> list) {
            return normaliseList(name, list, deeper(name, depth));
        }
        throw new IllegalArgumentException("Field table entry '" + name + "' has no AMQP type: "
                + value.getClass().getName());
    }

    private static List<@Nullable Object> normaliseList(String name, List<?> list, int depth) {
        List<@Nullable Object> values = new ArrayList<>(list.size());
        for (Object element : list) {
            values.add(normalise(name, element, depth));
        }
        return Collections.unmodifiableList(values);
    }

    @SuppressWarnings("JavaUtilDate") // toInstant is what the check wants, but java.sql.Date refuses it
    private static Instant second(Date date) {
        return Instant.ofEpochSecond(Math.floorDiv(date.getTime(), 1000L));
    }

    private static int deeper(String name, int depth) {
        if (depth >= FieldTableCodec.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "Field table entry '" + name + "' is nested deeper than " + FieldTableCodec.MAX_DEPTH + " levels");
        }
        return depth + 1;
    }

    private static BigDecimal checkDecimal(String name, BigDecimal decimal) {
        if (decimal.unscaledValue().bitLength() > 31 || decimal.scale() < 0 || decimal.scale() > 255) {
            throw new IllegalArgumentException("Field table entry '" + name + "' is " + decimal
                    + ", but a decimal has a 32-bit unscaled value and a scale of 0 to 255");
        }
        return decimal;
    }

    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (isInteger(a)) {
            return isInteger(b) && ((Number) a).longValue() == ((Number) b).longValue();
        }
        if (isFloating(a)) {
            return isFloating(b) && Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue()) == 0;
        }
        if (a instanceof BigDecimal x) {
            return b instanceof BigDecimal y && x.compareTo(y) == 0;
        }
        if (a instanceof byte[] x) {
            return b instanceof byte[] y && Arrays.equals(x, y);
        }
        if (a instanceof List<?> x) {
            return b instanceof List<?> y && sameElements(x, y);
        }
        return a.equals(b);
    }

    private static boolean sameElements(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A hash that agrees with {@link #same}. */
    static int hash(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (isInteger(value)) {
            return Long.hashCode(((Number) value).longValue());
        }
        if (isFloating(value)) {
            return Double.hashCode(((Number) value).doubleValue());
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().hashCode();
        }
        if (value instanceof byte[] bytes) {
            return Arrays.hashCode(bytes);
        }
        if (value instanceof List<?> list) {
            int hash = 1;
            for (Object element : list) {
                hash = 31 * hash + hash(element);
            }
            return hash;
        }
        return value.hashCode();
    }

    private static boolean isInteger(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    private static boolean isFloating(Object value) {
        return value instanceof Double || value instanceof Float;
    }

    /** Appends the value for people; binary only as its length, because it may be long or secret. */
    static void append(StringBuilder text, @Nullable Object value) {
        if (value instanceof byte[] bytes) {
            text.append(bytes.length).append(" bytes");
        } else if (value instanceof List<?> list) {
            text.append('[');
            String separator = "";
            for (Object element : list) {
                text.append(separator);
                append(text, element);
                separator = ", ";
            }
            text.append(']');
        } else {
            text.append(value);
        }
    }
}
