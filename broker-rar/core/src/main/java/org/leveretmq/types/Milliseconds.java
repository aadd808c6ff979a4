package org.leveretmq.types;

/** Durations in milliseconds, as arguments, properties and headers have them. */
public final class Milliseconds {
    /** The longest that clients may ask for: ten thousand years, so that a deadline never leaves the range of numbers. */
    public static final long MAX = 315_360_000_000_000L;

    private Milliseconds() {}
}
