package org.leveretmq.types;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field table (AMQP 0-9-1 §4.2.5.5): names and typed values, in order. Immutable.
 *
 * <p>Values are null, {@link Boolean}, {@link Byte}, {@link Short}, {@link Integer}, {@link Long}, {@link Float}, {@link Double},
 * {@link BigDecimal}, {@link String}, {@link ByteString}, {@code byte[]}, {@link Instant} in whole seconds, {@link List} and {@link FieldTable}.
 */
public final class FieldTable {
    /** The table without entries. */
    public static final FieldTable EMPTY = new FieldTable(new LinkedHashMap<>());

    private final Map<String, @Nullable Object> entries;

    private FieldTable(Map<String, @Nullable Object> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    /** Takes over a map whose values are of the types above. */
    static FieldTable adopt(Map<String, @Nullable Object> entries) {
        return entries.isEmpty() ? EMPTY : new FieldTable(entries);
    }

    /**
     * A table of the map's entries; maps in it become tables and dates instants.
     *
     * @throws IllegalArgumentException if a value is of a type that no field table can hold
     */
    public static FieldTable of(Map<String, ? extends @Nullable Object> map) {
        LinkedHashMap<String, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((name, value) -> entries.put(name, normalized(name, value)));
        return adopt(entries);
    }

    private static @Nullable Object normalized(String name, @Nullable Object value) {
        if (value == null
                || value instanceof Boolean
                || value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Float
                || value instanceof Double
                || value instanceof BigDecimal
                || value instanceof String
                || value instanceof ByteString
                || value instanceof FieldTable) {
            return value;
        } else if (value instanceof byte[] bytes) {
            return bytes.clone();
        } else if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS);
        } else if (value instanceof Date date) {
            return date.toInstant().truncatedTo(ChronoUnit.SECONDS);
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>(list.size());
            list.forEach(element -> values.add(normalized(name, element)));
            return Collections.unmodifiableList(values);
        } else if (value instanceof Map<?, ?> nested) {
            LinkedHashMap<String, @Nullable Object> entries = new LinkedHashMap<>();
            nested.forEach((key, element) -> entries.put(String.valueOf(key), normalized(name, element)));
            return adopt(entries);
        }
        throw new IllegalArgumentException("A field table cannot hold the value of '" + name + "', a "
                + value.getClass().getName());
    }

    /** The value, null if there is none or if it is void. */
    public @Nullable Object get(String name) {
        return entries.get(name);
    }

    /** Whether there is an entry of this name, be it void. */
    public boolean contains(String name) {
        return entries.containsKey(name);
    }

    /** Whether there are no entries. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The number of entries. */
    public int size() {
        return entries.size();
    }

    /** The entries in order; cannot be changed. */
    public Map<String, @Nullable Object> asMap() {
        return entries;
    }

    /** This table with one entry added or replaced. */
    public FieldTable with(String name, @Nullable Object value) {
        LinkedHashMap<String, @Nullable Object> changed = new LinkedHashMap<>(entries);
        changed.put(name, normalized(name, value));
        return adopt(changed);
    }

    /** This table without the entry. */
    public FieldTable without(String name) {
        if (!entries.containsKey(name)) {
            return this;
        }
        LinkedHashMap<String, @Nullable Object> changed = new LinkedHashMap<>(entries);
        changed.remove(name);
        return adopt(changed);
    }

    /** Whether two values mean the same: integers of all widths are compared as numbers, everything else by type and value. */
    public static boolean sameValue(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b;
        } else if (integer(a) && integer(b)) {
            return ((Number) a).longValue() == ((Number) b).longValue();
        } else if (a instanceof byte[] first && b instanceof byte[] second) {
            return Arrays.equals(first, second);
        } else if (a instanceof List<?> first && b instanceof List<?> second) {
            return sameLists(first, second);
        } else if (a instanceof FieldTable first && b instanceof FieldTable second) {
            return first.sameEntries(second);
        }
        return a.equals(b);
    }

    private static boolean integer(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    private static boolean sameLists(List<?> first, List<?> second) {
        if (first.size() != second.size()) {
            return false;
        }
        Iterator<?> others = second.iterator();
        for (Object value : first) {
            if (!sameValue(value, others.next())) {
                return false;
            }
        }
        return true;
    }

    private boolean sameEntries(FieldTable other) {
        if (size() != other.size()) {
            return false;
        }
        for (Map.Entry<String, @Nullable Object> entry : entries.entrySet()) {
            if (!other.contains(entry.getKey()) || !sameValue(entry.getValue(), other.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the other table has the same names with the same values, in whatever order; see {@link #sameValue}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FieldTable table && sameEntries(table);
    }

    @Override
    public int hashCode() {
        return entries.keySet().hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
