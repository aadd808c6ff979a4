package org.leveretmq.management;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.Series;
import org.leveretmq.statistics.History;
import org.leveretmq.statistics.Layout;
import org.leveretmq.statistics.Tick;

/** How the figures of the broker as a whole have developed. Any thread. */
final class BrokerHistory {
    private final ReentrantLock lock = new ReentrantLock();
    private final History history = new History(Layout.BROKER);
    private long lastTick = -1;

    /** Takes a sample, unless a later one was taken already. */
    void sample(Tick tick, long[] values) {
        lock.lock();
        try {
            if (tick.number() > lastTick) {
                lastTick = tick.number();
                history.sample(tick, figure -> values[figure.index()]);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The figures of the last sample; none before the first. */
    Figures last() {
        lock.lock();
        try {
            return lastTick < 0 ? Figures.NONE : history.now(history::lastSampled);
        } finally {
            lock.unlock();
        }
    }

    Map<Figure, Series> series(Duration age, Duration interval) {
        lock.lock();
        try {
            return history.series(age, interval);
        } finally {
            lock.unlock();
        }
    }
}
