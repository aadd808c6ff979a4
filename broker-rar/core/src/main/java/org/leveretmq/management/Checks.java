package org.leveretmq.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks of what an administrator says. Each throws {@link IllegalArgumentException} naming the value and what is allowed. */
final class Checks {
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_TEXT = 4000;

    private Checks() {}

    static void name(String kind, String name) {
        if (name.isBlank() || name.getBytes(UTF_8).length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException(
                    "The name of a " + kind + " is '" + name + "', but a text of 1 to 255 bytes is expected");
        }
    }

    /** What AMQP 0-9-1 keeps in a short string (§4.2.5.3). */
    static void shortText(String what, String text) {
        int bytes = text.getBytes(UTF_8).length;
        if (bytes > MAX_NAME_BYTES) {
            throw new IllegalArgumentException(
                    "The " + what + " has " + bytes + " bytes in UTF-8, but at most 255 are possible");
        }
    }

    /** Patterns, descriptions and the like. */
    static void text(String what, String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "The " + what + " has " + text.length() + " characters, but at most " + MAX_TEXT + " are allowed");
        }
    }

    static void tags(Set<String> tags) {
        text("list of tags", String.join(",", tags));
        for (String tag : tags) {
            if (tag.isBlank() || tag.contains(",")) {
                throw new IllegalArgumentException("A tag is '" + tag + "', but a text without commas is expected");
            }
        }
    }

    static void limit(String limit, @Nullable Long value) {
        if (value != null && value < 0) {
            throw new IllegalArgumentException(
                    "The limit " + limit + " is " + value + ", but a number of 0 or more is expected");
        }
    }
}
