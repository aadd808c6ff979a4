package org.leveretmq.statistics;

import org.jspecify.annotations.Nullable;

/**
 * The changes of a figure in the last so many slots of time. Takes 2 bytes a slot, and 8 after a change that does not fit. Confined to the owner
 * of the history.
 */
final class Ring {
    private final int capacity;
    private short @Nullable [] small;
    private long @Nullable [] large;
    private long last = Long.MIN_VALUE;

    Ring(int capacity) {
        this.capacity = capacity;
        this.small = new short[capacity];
    }

    /** Adds a change to a slot that is not before those of earlier calls. */
    void add(long slot, long change) {
        if (last != Long.MIN_VALUE) {
            for (long passed = Math.max(last + 1, slot - capacity + 1); passed <= slot; passed++) {
                set((int) (passed % capacity), 0);
            }
        }
        last = slot;
        int index = (int) (slot % capacity);
        set(index, get(index) + change);
    }

    /** The change in a slot, 0 for one that is too old or still to come. */
    long at(long slot) {
        return slot > last || slot <= last - capacity ? 0 : get((int) (slot % capacity));
    }

    private long get(int index) {
        long[] values = large;
        if (values != null) {
            return values[index];
        }
        return small == null ? 0 : small[index];
    }

    private void set(int index, long value) {
        short[] narrow = small;
        if (narrow != null && value == (short) value) {
            narrow[index] = (short) value;
            return;
        }
        wide()[index] = value;
    }

    private long[] wide() {
        long[] values = large;
        if (values == null) {
            values = new long[capacity];
            short[] narrow = small;
            if (narrow != null) {
                for (int i = 0; i < capacity; i++) {
                    values[i] = narrow[i];
                }
            }
            large = values;
            small = null;
        }
        return values;
    }
}
