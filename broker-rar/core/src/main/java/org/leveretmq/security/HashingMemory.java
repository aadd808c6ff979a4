package org.leveretmq.security;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The part of the heap that password hashing may take, an eighth of it: whoever would exceed it waits for the others, so that a flood of
 * logins cannot eat the heap. Any thread that may block.
 */
final class HashingMemory {
    /** Of the JVM and not of a broker, as the heap is. */
    static final HashingMemory OF_THIS_JVM =
            new HashingMemory(Runtime.getRuntime().maxMemory() / 8);

    private final int kibibytes;
    /** Fair, so that an expensive hash is not kept waiting by cheap ones for ever. */
    private final Semaphore free;

    HashingMemory(long bytes) {
        kibibytes = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes >> 10));
        free = new Semaphore(kibibytes, true);
    }

    /** Does the work when there is so much memory for it; what wants more than there is gets all of it. */
    <T> T with(int neededKibibytes, Supplier<T> work) {
        int taken = Math.min(neededKibibytes, kibibytes);
        free.acquireUninterruptibly(taken);
        try {
            return work.get();
        } finally {
            free.release(taken);
        }
    }
}
