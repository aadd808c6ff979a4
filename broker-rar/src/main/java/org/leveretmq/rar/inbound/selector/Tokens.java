package org.leveretmq.rar.inbound.selector;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words, values and symbols of a selector, one after the other. Used by one thread. */
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<word>[\\p{L}_$][\\p{L}\\p{N}_$.-]*)"
            + "|(?<number>[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)"
            + "|'(?<string>(?:[^']|'')*+)'"
            + "|\"(?<header>[^\"]+)\""
            + "|(?<symbol><>|<=|>=|[=<>(),])"
            + "|(?<end>$))");
    private static final Set<String> KEY_WORDS =
            Set.of("AND", "OR", "NOT", "BETWEEN", "IN", "LIKE", "ESCAPE", "IS", "NULL", "TRUE", "FALSE");
    private static final Set<String> OPERATORS = Set.of("=", "<>", "<", "<=", ">", ">=");

    /** What a token is. */
    enum Kind {
        WORD,
        HEADER,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    /** A token without its quotes. */
    record Token(Kind kind, String text) {
        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    private final String text;
    private final Matcher matcher;
    private Token ahead;
    private Token last;
    private int aheadAt;
    private int lastAt;

    Tokens(String text) {
        this.text = text;
        this.matcher = TOKEN.matcher(text);
        this.ahead = read(0);
        this.last = ahead;
    }

    private Token read(int from) {
        aheadAt = from;
        matcher.region(from, text.length());
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException("The selector \"" + text + "\" cannot be read from character "
                    + (from + 1) + " on: \"" + text.substring(from) + "\"");
        }
        for (Kind kind : Kind.values()) {
            String found = matcher.group(kind.name().toLowerCase(Locale.ROOT));
            if (found != null) {
                return new Token(kind, kind == Kind.STRING ? found.replace("''", "'") : found);
            }
        }
        throw new IllegalStateException("a token of no kind");
    }

    Token next() {
        last = ahead;
        lastAt = aheadAt;
        ahead = read(matcher.end());
        return last;
    }

    /** The error for the token that was read last. */
    IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException("The selector \"" + text + "\" has "
                + (last.kind() == Kind.END ? "its end" : "'" + last.text() + "'") + " at character " + (lastAt + 1)
                + ", but " + expected + " is expected");
    }

    boolean skipWord(String word) {
        return skipIf(ahead.isWord(word));
    }

    boolean skipSymbol(String symbol) {
        return skipIf(ahead.kind() == Kind.SYMBOL && ahead.text().equals(symbol));
    }

    private boolean skipIf(boolean wanted) {
        if (wanted) {
            next();
        }
        return wanted;
    }

    /** The operator that follows, or an empty text if none does. */
    String skipOperator() {
        return ahead.kind() == Kind.SYMBOL && OPERATORS.contains(ahead.text()) ? next().text() : "";
    }

    void requireWord(String word) {
        if (!next().isWord(word)) {
            throw unexpected(word);
        }
    }

    void requireSymbol(String symbol) {
        if (!skipSymbol(symbol)) {
            next();
            throw unexpected("'" + symbol + "'");
        }
    }

    String string() {
        Token token = next();
        if (token.kind() != Kind.STRING) {
            throw unexpected("a text in quotes");
        }
        return token.text();
    }

    String header() {
        Token token = next();
        boolean name = token.kind() == Kind.HEADER
                || (token.kind() == Kind.WORD
                        && !KEY_WORDS.contains(token.text().toUpperCase(Locale.ROOT)));
        if (!name) {
            throw unexpected("the name of a header");
        }
        return token.text();
    }
}
