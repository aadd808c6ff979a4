package org.leveretmq.types;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field table (AMQP 0-9-1 §4.2.5.5): names with typed values, in the order in which they were written.
 *
 * <p>Immutable, any thread. Values are {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer}, {@code Long},
 * {@code Float}, {@code Double}, {@code BigDecimal} (unscaled value of 32 bits, scale 0 to 255), {@code String},
 * {@link ByteString}, {@code byte[]} (shared: do not modify), {@code Instant} (whole seconds), {@code FieldTable},
 * {@code List} of these, and null, which is the void value.
 *
 * <p>Equality is that of {@link #sameValue}: order and integer widths do not matter.
 */
public final class FieldTable {
    /** The table without entries. */
    public static final FieldTable EMPTY = new FieldTable(Map.of());

    private final Map<String, @Nullable Object> entries;

    private FieldTable(Map<String, @Nullable Object> entries) {
        this.entries = entries;
    }

    /**
     * A table with these entries in the map's order; nested maps become tables, {@code Date} becomes {@code Instant}.
     *
     * @throws IllegalArgumentException if a name is longer than 255 bytes, a value has no AMQP type (the text names its key
     *     and class), or nesting is deeper than {@link FieldTableCodec#MAX_DEPTH}
     */
    public static FieldTable of(Map<String, ? extends @Nullable Object> entries) {
        return entries.isEmpty() ? EMPTY : new FieldTable(FieldValues.normaliseEntries(entries, 1));
    }

    /** A table that takes over a map of normalised values, which nobody else may modify. */
    static FieldTable adopt(Map<String, @Nullable Object> normalised) {
        return normalised.isEmpty() ? EMPTY : new FieldTable(normalised);
    }

    /** The value of the name; null if there is none, or if the value is void. */
    public @Nullable Object get(String name) {
        return entries.get(name);
    }

    /** Whether there is an entry of this name, void values included. */
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

    /** The entries as an unmodifiable map in the order of the table. */
    public Map<String, @Nullable Object> asMap() {
        return Collections.unmodifiableMap(entries);
    }

    /**
     * A table with the entry replaced in its place, or added at the end.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public FieldTable with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(entries);
        copy.put(FieldValues.checkName(name), FieldValues.normalise(name, value, 1));
        return new FieldTable(copy);
    }

    /** A table without the entry; this one if it has none. */
    public FieldTable without(String name) {
        if (!entries.containsKey(name)) {
            return this;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(entries);
        copy.remove(name);
        return adopt(copy);
    }

    /**
     * Whether two values are equal for AMQP: all integer widths are one type, and so are {@code float} and {@code double};
     * apart from that types must agree, and lists and tables are compared by their values.
     */
    public static boolean sameValue(@Nullable Object a, @Nullable Object b) {
        return FieldValues.same(a, b);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof FieldTable that) || entries.size() != that.entries.size()) {
            return false;
        }
        for (Map.Entry<String, @Nullable Object> entry : entries.entrySet()) {
            String name = entry.getKey();
            if (!that.entries.containsKey(name) || !sameValue(entry.getValue(), that.entries.get(name))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (Map.Entry<String, @Nullable Object> entry : entries.entrySet()) {
            hash += entry.getKey().hashCode() ^ FieldValues.hash(entry.getValue());
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        entries.forEach((name, value) -> {
            text.append(text.length() > 1 ? ", " : "").append(name).append('=');
            FieldValues.append(text, value);
        });
        return text.append('}').toString();
    }
}
