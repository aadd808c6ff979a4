package org.leveretmq.admin.json;

import org.jspecify.annotations.Nullable;

/** The order of JSON values: null, booleans, numbers, texts, the rest. */
final class Values {
    private Values() {}

    static int compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        } else if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        } else if (left instanceof Boolean a && right instanceof Boolean b) {
            return a.compareTo(b);
        }
        return Integer.compare(rank(left), rank(right));
    }

    private static int rank(@Nullable Object value) {
        if (value == null) {
            return 0;
        } else if (value instanceof Boolean) {
            return 1;
        } else if (value instanceof Number) {
            return 2;
        } else if (value instanceof String) {
            return 3;
        }
        return 4;
    }
}
