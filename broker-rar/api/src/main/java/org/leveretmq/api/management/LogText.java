package org.leveretmq.api.management;

/** Text that others have chosen, such as the name of a user or a queue, as it may stand in a line of a log. */
public final class LogText {
    private static final int MAX_CHARACTERS = 500;

    private LogText() {}

    /**
     * The text as a part of one line, at most 500 characters of it. A question mark stands for what would begin a line, speak to a terminal or change
     * the order of what is read: control and format characters, separators of lines, and halves of characters.
     */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_CHARACTERS));
        text.codePoints()
                .limit(MAX_CHARACTERS)
                .forEach(character -> out.appendCodePoint(printable(character) ? character : '?'));
        return out.toString();
    }

    private static boolean printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
