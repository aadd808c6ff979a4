package org.leveretmq.durability;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Adds up the heap that the messages of all virtual hosts take and closes the publish gate above a limit, so that a consumer that
 * reads nothing stops its publishers and not the JVM. Opens it again below nine tenths of the limit. Any thread.
 */
public final class HeapWatermark {
    private final AtomicLong heldBytes = new AtomicLong();
    private final long limitBytes;
    private final PublishGate gate;

    /** The limit is in bytes, above 0. */
    public HeapWatermark(long limitBytes, PublishGate gate) {
        this.limitBytes = limitBytes;
        this.gate = gate;
    }

    /** Counts a change in bytes. */
    public void change(long bytes) {
        long held = heldBytes.addAndGet(bytes);
        if (held > limitBytes) {
            gate.close(PublishGate.Reason.LOW_MEMORY);
        } else if (held < limitBytes - limitBytes / 10) {
            gate.open(PublishGate.Reason.LOW_MEMORY);
        }
    }

    /** The heap that messages take, roughly. */
    public long heldBytes() {
        return heldBytes.get();
    }

    /** The limit. */
    public long limitBytes() {
        return limitBytes;
    }
}
