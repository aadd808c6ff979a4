package org.leveretmq.rar.inbound.selector;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a selector by recursive descent: OR, then AND, then NOT, then comparisons. Used once, by one thread. */
final class Parser {
    private static final int MAX_DEPTH = 100;

    private final Tokens tokens;
    private int depth;

    Parser(String text) {
        this.tokens = new Tokens(text);
    }

    Condition parse() {
        Condition condition = or();
        if (tokens.next().kind() != Tokens.Kind.END) {
            throw tokens.unexpected("AND, OR or the end");
        }
        return condition;
    }

    private Condition or() {
        Condition left = and();
        while (tokens.skipWord("OR")) {
            left = new Condition.Or(left, and());
        }
        return left;
    }

    private Condition and() {
        Condition left = not();
        while (tokens.skipWord("AND")) {
            left = new Condition.And(left, not());
        }
        return left;
    }

    private Condition not() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("The selector is nested more than " + MAX_DEPTH + " deep");
        }
        try {
            if (tokens.skipWord("NOT")) {
                return new Condition.Not(not());
            }
            if (tokens.skipSymbol("(")) {
                Condition inner = or();
                tokens.requireSymbol(")");
                return inner;
            }
            return comparison();
        } finally {
            depth--;
        }
    }

    private Condition comparison() {
        String header = tokens.header();
        if (tokens.skipWord("IS")) {
            boolean negated = tokens.skipWord("NOT");
            tokens.requireWord("NULL");
            return negated(negated, new Condition.IsNull(header));
        }
        boolean negated = tokens.skipWord("NOT");
        if (tokens.skipWord("BETWEEN")) {
            return negated(negated, between(header));
        }
        if (tokens.skipWord("IN")) {
            return negated(negated, in(header));
        }
        if (tokens.skipWord("LIKE")) {
            return negated(negated, like(header));
        }
        if (negated) {
            tokens.next();
            throw tokens.unexpected("BETWEEN, IN or LIKE");
        }
        String operator = tokens.skipOperator();
        return operator.isEmpty() ? new Condition.IsTrue(header) : new Condition.Comparison(header, operator, value());
    }

    private static Condition negated(boolean negated, Condition condition) {
        return negated ? new Condition.Not(condition) : condition;
    }

    private Condition between(String header) {
        Object low = value();
        tokens.requireWord("AND");
        return new Condition.And(
                new Condition.Comparison(header, ">=", low), new Condition.Comparison(header, "<=", value()));
    }

    private Condition in(String header) {
        tokens.requireSymbol("(");
        List<Object> values = new ArrayList<>();
        do {
            values.add(value());
        } while (tokens.skipSymbol(","));
        tokens.requireSymbol(")");
        return new Condition.In(header, values);
    }

    private Condition like(String header) {
        String pattern = tokens.string();
        String escape = tokens.skipWord("ESCAPE") ? tokens.string() : "";
        if (escape.length() > 1) {
            throw new IllegalArgumentException("ESCAPE '" + escape + "' in the selector is more than one character");
        }
        return new Condition.Like(header, expression(pattern, escape));
    }

    private static Pattern expression(String pattern, String escape) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (escape.indexOf(c) >= 0 && i + 1 < pattern.length()) {
                i++;
                expression.append(Pattern.quote(pattern.substring(i, i + 1)));
            } else if (c == '%') {
                expression.append(".*");
            } else {
                expression.append(c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    private Object value() {
        Tokens.Token token = tokens.next();
        return switch (token.kind()) {
            case STRING -> token.text();
            case NUMBER -> new BigDecimal(token.text());
            case WORD -> {
                if (token.isWord("TRUE") || token.isWord("FALSE")) {
                    yield token.isWord("TRUE");
                }
                throw tokens.unexpected("a value");
            }
            case HEADER, SYMBOL, END -> throw tokens.unexpected("a value");
        };
    }
}
