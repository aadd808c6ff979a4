package org.leveretmq.connection;

import java.util.concurrent.atomic.AtomicInteger;

/** What all connections of a user have open together. Any thread. */
final class UserUsage {
    private final AtomicInteger channels = new AtomicInteger();

    /** Counts one channel more, unless there are as many already. Returns whether it was counted. */
    boolean openChannel(long limit) {
        if (channels.incrementAndGet() > limit) {
            channels.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Counts fewer channels. */
    void closeChannels(int count) {
        channels.addAndGet(-count);
    }
}
