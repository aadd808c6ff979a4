package org.leveretmq.statistics;

/**
 * How one figure has changed: each tick for 10 minutes, each minute for an hour, each 10 minutes for a day. About 800 bytes, more if it changes by
 * more than 32,767 in a slot. Confined to the owner of the history.
 */
final class Column {
    /** How many ticks a slot of a level has, and how many slots are kept. */
    enum Level {
        TICKS(0, 1, 120),
        MINUTES(1, 12, 61),
        TEN_MINUTES(2, 120, 145);

        private final int index;
        final int ticks;
        final int slots;

        Level(int index, int ticks, int slots) {
            this.index = index;
            this.ticks = ticks;
            this.slots = slots;
        }

        /** How far back it reaches, in milliseconds. */
        long reachMillis() {
            return (slots == 120 ? slots : slots - 1L) * ticks * Tick.INTERVAL_MILLIS;
        }
    }

    private final Ring[] levels = new Ring[Level.values().length];

    Column() {
        for (Level level : Level.values()) {
            levels[level.index] = new Ring(level.slots);
        }
    }

    void add(long tick, long change) {
        for (Level level : Level.values()) {
            levels[level.index].add(tick / level.ticks, change);
        }
    }

    long at(Level level, long slot) {
        return levels[level.index].at(slot);
    }
}
