package org.leveretmq.admin.json;

import java.util.regex.Pattern;

/** Looks for a regular expression that somebody else has written, in one name after the other, for a bounded number of steps. Used by one thread. */
final class Search {
    /** What a text may take, 1 ms or so. */
    private static final int MAX_STEPS_OF_TEXT = 100_000;

    /** What all texts together may take: two seconds or so; {@code .*9$} takes less than half of it for ten thousand names of 60 characters. */
    private static final long MAX_STEPS = 200_000_000;

    private final Pattern pattern;
    private long stepsLeft;

    Search(Pattern pattern) {
        this(pattern, MAX_STEPS);
    }

    Search(Pattern pattern, long maxSteps) {
        this.pattern = pattern;
        this.stepsLeft = maxSteps;
    }

    /**
     * Whether the pattern is found in the text; false if that cannot be told in reasonable time.
     *
     * @throws BadListQueryException if this text and those before it take more steps than the pattern is granted
     */
    boolean finds(String text) {
        Counted counted = new Counted(text, Math.min(MAX_STEPS_OF_TEXT, stepsLeft));
        try {
            return pattern.matcher(counted).find();
        } catch (TooManyStepsException | StackOverflowError e) {
            if (counted.steps > stepsLeft) {
                throw new BadListQueryException("bad_request", "The regular expression takes too long");
            }
            return false;
        } finally {
            stepsLeft -= Math.min(counted.steps, stepsLeft);
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
        private final long maxSteps;
        private long steps;

        Counted(String text, long maxSteps) {
            this.text = text;
            this.maxSteps = maxSteps;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > maxSteps) {
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
