package org.leveretmq.rar.inbound.selector;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a selector; its outcome is true, false, or null for unknown. */
sealed interface Condition {
    /** The outcome for these headers. */
    @Nullable
    Boolean test(Map<String, ? extends @Nullable Object> headers);

    /** False if one is false, else unknown if one is unknown. */
    record And(Condition left, Condition right) implements Condition {
        @Override
        public @Nullable Boolean test(Map<String, ? extends @Nullable Object> headers) {
            return both(left.test(headers), right.test(headers), false);
        }
    }

    /** True if one is true, else unknown if one is unknown. */
    record Or(Condition left, Condition right) implements Condition {
        @Override
        public @Nullable Boolean test(Map<String, ? extends @Nullable Object> headers) {
            return both(left.test(headers), right.test(headers), true);
        }
    }

    private static @Nullable Boolean both(@Nullable Boolean a, @Nullable Boolean b, boolean deciding) {
        if (Objects.equals(a, deciding) || Objects.equals(b, deciding)) {
            return deciding;
        }
        return (a == null || b == null) ? null : Boolean.valueOf(!deciding);
    }

    /** The opposite; unknown stays unknown. */
    record Not(Condition inner) implements Condition {
        @Override
        public @Nullable Boolean test(Map<String, ? extends @Nullable Object> headers) {
            Boolean outcome = inner.test(headers);
            return outcome == null ? null : Boolean.valueOf(!outcome);
        }
    }

    /** Whether the header is absent. */
    record IsNull(String header) implements Condition {
        @Override
        public Boolean test(Map<String, ? extends @Nullable Object> headers) {
            return headers.get(header) == null;
        }
    }

    /** Whether the header is true. */
    record IsTrue(String header) implements Condition {
        @Override
        public @Nullable Boolean test(Map<String, ? extends @Nullable Object> headers) {
            return headers.get(header) instanceof Boolean value ? value : null;
        }
    }

    /** Whether a text fits a pattern. */
    record Like(String header, Pattern pattern) implements Condition {
        @Override
        public @Nullable Boolean test(Map<String, ? extends @Nullable Object> headers) {
            return headers.get(header) instanceof String value
                    ? Boolean.valueOf(pattern.matcher(value).matches())
                    : null;
        }
    }

    /** Whether the header is equal to one of the values. */
    record In(String header, List<Object> values) implements Condition {
        @Override
        public @Nullable Boolean test(Map<String, ? extends @Nullable Object> headers) {
            Boolean outcome = false;
            for (Object value : values) {
                outcome = both(outcome, new Comparison(header, "=", value).test(headers), true);
            }
            return outcome;
        }
    }

    /** A header and a value. */
    record Comparison(String header, String operator, Object value) implements Condition {
        @Override
        public @Nullable Boolean test(Map<String, ? extends @Nullable Object> headers) {
            Object actual = headers.get(header);
            if (actual instanceof Number number && value instanceof BigDecimal wanted) {
                BigDecimal decimal = decimal(number);
                return decimal == null ? null : Boolean.valueOf(holds(decimal.compareTo(wanted)));
            }
            boolean comparable = (actual instanceof String && value instanceof String)
                    || (actual instanceof Boolean && value instanceof Boolean);
            return comparable ? equality(value.equals(actual)) : null;
        }

        private @Nullable Boolean equality(boolean equal) {
            return switch (operator) {
                case "=" -> equal;
                case "<>" -> !equal;
                default -> null;
            };
        }

        private boolean holds(int sign) {
            return switch (operator) {
                case "=" -> sign == 0;
                case "<>" -> sign != 0;
                case "<" -> sign < 0;
                case "<=" -> sign <= 0;
                case ">" -> sign > 0;
                default -> sign >= 0;
            };
        }

        /** Null for what is not a number after all. */
        private static @Nullable BigDecimal decimal(Number number) {
            try {
                return new BigDecimal(number.toString());
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }
}
