package org.leveretmq.concurrent;

/**
 * Finds out whether the calling thread would do nothing but wait for work that it is about to give to another thread: then it does the work itself, so
 * that neither of the two has to be woken up. Any thread.
 */
@FunctionalInterface
public interface WaitingThreads {
    /** No thread only waits. */
    WaitingThreads NONE = work -> false;

    /** Has the calling thread do the work as soon as it has come back from what it is at, which is then certain; or returns false. */
    boolean doesItself(Runnable work);
}
