package org.leveretmq.security;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a user may do in a virtual host: three regular expressions over the names of queues and exchanges, found anywhere in the name unless
 * they are anchored; an empty one allows nothing but names that the server chooses. Immutable.
 *
 * @param configure may be declared and deleted
 * @param write may be published to, and bound as a destination
 * @param read may be consumed from, and bound as a source
 */
public record VirtualHostPermissions(Pattern configure, Pattern write, Pattern read) {
    /** Everything. */
    public static final VirtualHostPermissions ALL = of(".*", ".*", ".*");

    /** What an empty expression means. */
    private static final String NOTHING = "^$";

    /** Compiles the expressions. @throws IllegalArgumentException naming the one that is malformed */
    public static VirtualHostPermissions of(String configure, String write, String read) {
        return new VirtualHostPermissions(
                compile("configure", configure), compile("write", write), compile("read", read));
    }

    /** The expression for declaring and deleting, as it was given. */
    public String configureText() {
        return text(configure);
    }

    /** The expression for publishing and binding as a destination, as it was given. */
    public String writeText() {
        return text(write);
    }

    /** The expression for consuming and binding as a source, as it was given. */
    public String readText() {
        return text(read);
    }

    private static String text(Pattern pattern) {
        return pattern.pattern().equals(NOTHING) ? "" : pattern.pattern();
    }

    private static Pattern compile(String permission, String expression) {
        try {
            return Pattern.compile(expression.isEmpty() ? NOTHING : expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "The regular expression '" + expression + "' for " + permission + " is malformed: "
                            + e.getDescription(),
                    e);
        }
    }
}
