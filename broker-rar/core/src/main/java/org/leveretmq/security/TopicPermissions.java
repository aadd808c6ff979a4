package org.leveretmq.security;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * With which routing keys a user may use a topic exchange: two regular expressions, found anywhere in the key unless they are anchored, in which
 * <code>{username}</code> and <code>{vhost}</code> stand for the user's name and the virtual host's. Immutable.
 *
 * @param write for publishing
 * @param read for binding
 */
public record TopicPermissions(String write, String read) {
    private static final Pattern VARIABLE = Pattern.compile("\\{(username|vhost)\\}");

    /** Checks the expressions. @throws IllegalArgumentException naming the one that is malformed */
    public TopicPermissions {
        compile("write", write, "", "");
        compile("read", read, "", "");
    }

    Pattern writePattern(String user, String virtualHost) {
        return compile("write", write, user, virtualHost);
    }

    Pattern readPattern(String user, String virtualHost) {
        return compile("read", read, user, virtualHost);
    }

    private static Pattern compile(String permission, String expression, String user, String virtualHost) {
        String expanded = VARIABLE.matcher(expression)
                .replaceAll(variable -> Matcher.quoteReplacement(
                        Pattern.quote(variable.group(1).equals("vhost") ? virtualHost : user)));
        try {
            return Pattern.compile(expanded.isEmpty() ? "^$" : expanded);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "The regular expression '" + expression + "' for " + permission + " is malformed: "
                            + e.getDescription(),
                    e);
        }
    }
}
