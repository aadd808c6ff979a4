package org.leveretmq.rar.inbound.selector;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the headers of a message:
 *
 * <pre>
 * condition  = condition OR condition | condition AND condition | NOT condition | ( condition ) | comparison
 * comparison = header (= | &lt;&gt; | &lt; | &lt;= | &gt; | &gt;=) value
 *            | header [NOT] BETWEEN value AND value
 *            | header [NOT] IN (value, value ...)
 *            | header [NOT] LIKE 'pattern' [ESCAPE 'c']
 *            | header IS [NOT] NULL
 *            | header
 * value      = 'text' with '' for a quote, a number, TRUE or FALSE
 * </pre>
 *
 * A header is a name of letters, digits, {@code _ $ . -} that does not begin with a digit, a point or a hyphen, or anything in double quotes; upper and lower
 * case differ. Key words are the same in either case; AND binds stronger than OR. In a pattern, {@code %} stands for any text and {@code _} for any
 * character. Numbers compare by value whatever their width; values of other kinds only with {@code =} and {@code <>}. A header alone has to be true.
 *
 * <p>As in SQL there is a third outcome: what compares with an absent header, or with a value of another kind, is unknown, so is its negation, and only what is
 * true matches.
 */
public final class Selector {
    private final String text;
    private final Condition condition;

    private Selector(String text, Condition condition) {
        this.text = text;
        this.condition = condition;
    }

    /** Reads a condition. @throws IllegalArgumentException saying where it cannot be understood */
    public static Selector parse(String text) {
        return new Selector(text, new Parser(text).parse());
    }

    /** Whether the condition is true for these headers. */
    public boolean matches(Map<String, ? extends @Nullable Object> headers) {
        return Objects.equals(condition.test(headers), true);
    }

    @Override
    public String toString() {
        return text;
    }
}
