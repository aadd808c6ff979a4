package org.leveretmq.admin.json;

import java.util.regex.Pattern;

/** Looks for a regular expression that somebody else has written, for a bounded number of steps. */
final class Search {
    private static final int MAX_STEPS = 100_000;

    private Search() {}

    /** Whether the pattern is found in the text; false if that cannot be told in reasonable time. */
    static boolean finds(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Counted(text)).find();
        } catch (TooManyStepsException | StackOverflowError e) {
            return false;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super(null, null, false, false);
        }
    }

    /** Counts how often the matcher looks at it, which is what grows without bounds when a pattern backtracks. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
