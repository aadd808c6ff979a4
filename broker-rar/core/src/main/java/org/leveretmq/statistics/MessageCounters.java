package org.leveretmq.statistics;

import org.leveretmq.api.management.Figure;

/**
 * What has happened to messages in one place, in about 140 bytes. Counting costs one addition: confined to the loop that owns the place.
 */
public final class MessageCounters {
    private static final int COUNT = Figure.DELIVER_GET.index();

    private final long[] values = new long[COUNT];

    /** Counts one message. */
    public void count(Figure counter) {
        values[counter.index()]++;
    }

    /** Counts some messages. */
    public void count(Figure counter, long messages) {
        values[counter.index()] += messages;
    }

    /** Counts everything that was counted elsewhere, too. */
    public void add(MessageCounters other) {
        for (int i = 0; i < COUNT; i++) {
            values[i] += other.values[i];
        }
    }

    /** How many were counted; 0 for a figure that is not one of messages. */
    public long value(Figure counter) {
        return counter.index() < COUNT ? values[counter.index()] : 0;
    }
}
