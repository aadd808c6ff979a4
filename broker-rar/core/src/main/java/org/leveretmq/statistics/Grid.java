package org.leveretmq.statistics;

/**
 * The moments of a series.
 *
 * @param level the level that the values come from
 * @param lastSlot the slot at whose end the last value is taken; it is complete
 * @param step slots between two values
 * @param points how many values there are
 * @param endMillis the moment of the last value
 */
record Grid(Column.Level level, long lastSlot, int step, int points, long endMillis) {
    /** The finest level that reaches as far back as is wanted, or as there is something. */
    static Grid of(Tick born, Tick now, long ageMillis, long intervalMillis) {
        long age = Math.max(0, Math.min(ageMillis, (now.number() - born.number()) * Tick.INTERVAL_MILLIS));
        Column.Level level = Column.Level.TEN_MINUTES;
        for (Column.Level candidate : Column.Level.values()) {
            if (candidate.reachMillis() >= age) {
                level = candidate;
                break;
            }
        }
        long slotMillis = level.ticks * Tick.INTERVAL_MILLIS;
        long complete = (now.number() + 1) / level.ticks - 1;
        int step = (int) Math.max(1, Math.min(level.slots, Math.round(intervalMillis / (double) slotMillis)));
        // So that the moments stay the same from one look to the next.
        long lastSlot = (complete + 1) / step * step - 1;
        if (lastSlot < born.number() / level.ticks) {
            step = 1;
            lastSlot = complete;
        }
        long firstSlot = Math.max(
                Math.max(born.number() / level.ticks, now.number() / level.ticks - level.slots),
                lastSlot - Math.max(0, ageMillis) / slotMillis);
        int points = (int) Math.max(0, (lastSlot - firstSlot) / step + 1);
        long lastTick = (lastSlot + 1) * level.ticks - 1;
        return new Grid(
                level, lastSlot, step, points, now.atMillis() - (now.number() - lastTick) * Tick.INTERVAL_MILLIS);
    }
}
