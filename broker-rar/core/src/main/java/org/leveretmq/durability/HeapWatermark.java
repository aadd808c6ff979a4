package org.leveretmq.durability;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Adds up the heap that the messages of all virtual hosts take. From half of a limit on memory is scarce: queues keep only a few messages in it.
 * Above the limit it is full: they keep hardly any, so that many queues fit, too, and the publish gate is closed, so that a consumer that reads
 * nothing stops its publishers and not the JVM; that ends below nine tenths of the limit. Any thread.
 */
public final class HeapWatermark {
    private final AtomicLong heldBytes = new AtomicLong();
    private final AtomicLong heldInTransactionsBytes = new AtomicLong();
    private volatile long limitBytes;
    private final PublishGate gate;
    private volatile boolean scarce;
    private volatile boolean full;
    private volatile long toldAtBytes;
    private volatile Runnable whenScarce = () -> {};

    /** The limit is in bytes, above 0. */
    public HeapWatermark(long limitBytes, PublishGate gate) {
        this.limitBytes = limitBytes;
        this.gate = gate;
        this.toldAtBytes = limitBytes / 2;
    }

    /** Has the task run when memory becomes scarce or full, and again as it becomes scarcer, on the thread that has noticed; it must not block. */
    public void whenScarce(Runnable task) {
        whenScarce = task;
    }

    /** Counts a change in bytes. */
    public void change(long bytes) {
        long held = heldBytes.addAndGet(bytes);
        react(held);
        // Other threads may have changed it and reacted meanwhile: the last reaction has to be one to the last figure.
        for (long now = heldBytes.get(); now != held; now = heldBytes.get()) {
            held = now;
            react(held);
        }
    }

    private void react(long held) {
        boolean filled = false;
        if (held > limitBytes) {
            filled = !full;
            full = true;
            gate.close(PublishGate.Reason.LOW_MEMORY);
        } else if (held < limitBytes - limitBytes / 10) {
            full = false;
            gate.open(PublishGate.Reason.LOW_MEMORY);
        }
        if (held < limitBytes / 2 - limitBytes / 10) {
            scarce = false;
            toldAtBytes = limitBytes / 2;
        } else if (held > toldAtBytes || filled) {
            scarce = true;
            toldAtBytes = held + limitBytes / 20;
            whenScarce.run();
        }
    }

    /** Whether messages take more than half of the limit, and not much less since. */
    public boolean scarce() {
        return scarce;
    }

    /** Whether messages take more than the limit, and not much less since. */
    public boolean full() {
        return full;
    }

    /** The heap that messages take, roughly. */
    public long heldBytes() {
        return heldBytes.get();
    }

    /** Counts a change in bytes of what open transactions hold, which {@link #change} is told, too. */
    public void changeInTransactions(long bytes) {
        heldInTransactionsBytes.addAndGet(bytes);
    }

    /** The heap that messages of open transactions take, roughly. */
    public long heldInTransactionsBytes() {
        return heldInTransactionsBytes.get();
    }

    /** From now on this is the limit, in bytes, above 0. */
    public void limitBytes(long bytes) {
        limitBytes = bytes;
        toldAtBytes = bytes / 2;
        change(0);
    }

    /** The limit. */
    public long limitBytes() {
        return limitBytes;
    }
}
