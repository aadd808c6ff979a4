package org.leveretmq.durability;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Adds up the heap that the messages of all virtual hosts take. From half of a limit on memory is scarce: queues keep only a few messages in it.
 * Above the limit it closes the publish gate, so that a consumer that reads nothing stops its publishers and not the JVM; opens it again below
 * nine tenths of the limit. Any thread.
 */
public final class HeapWatermark {
    private final AtomicLong heldBytes = new AtomicLong();
    private volatile long limitBytes;
    private final PublishGate gate;
    private volatile boolean scarce;
    private volatile long toldAtBytes;
    private volatile Runnable whenScarce = () -> {};

    /** The limit is in bytes, above 0. */
    public HeapWatermark(long limitBytes, PublishGate gate) {
        this.limitBytes = limitBytes;
        this.gate = gate;
        this.toldAtBytes = limitBytes / 2;
    }

    /** Has the task run when memory becomes scarce, and again as it becomes scarcer, on the thread that has noticed; it must not block. */
    public void whenScarce(Runnable task) {
        whenScarce = task;
    }

    /** Counts a change in bytes. */
    public void change(long bytes) {
        long held = heldBytes.addAndGet(bytes);
        if (held > limitBytes) {
            gate.close(PublishGate.Reason.LOW_MEMORY);
        } else if (held < limitBytes - limitBytes / 10) {
            gate.open(PublishGate.Reason.LOW_MEMORY);
        }
        if (held < limitBytes / 2 - limitBytes / 10) {
            scarce = false;
            toldAtBytes = limitBytes / 2;
        } else if (held > toldAtBytes) {
            scarce = true;
            toldAtBytes = held + limitBytes / 20;
            whenScarce.run();
        }
    }

    /** Whether messages take more than half of the limit, and not much less since. */
    public boolean scarce() {
        return scarce;
    }

    /** The heap that messages take, roughly. */
    public long heldBytes() {
        return heldBytes.get();
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
