package org.leveretmq.durability;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Closes the publish gate while less is free on the store's disk than a limit, and opens it again when there is more by a twentieth of the limit.
 * It does not look by itself: see {@link #check}. Any thread that may block.
 */
public final class DiskWatermark {
    /** How much room a disk has. */
    public interface Space {
        /** Bytes that this process may use. */
        long freeBytes() throws IOException;

        /** Bytes of the whole disk, or partition. */
        long totalBytes() throws IOException;
    }

    /**
     * How much has to be free; the greater of the two.
     *
     * @param bytes so many bytes, 0 or more
     * @param percent such a part of the disk, 0 to 99
     */
    public record Limit(long bytes, int percent) {
        long of(long totalBytes) {
            return Math.max(bytes, totalBytes / 100 * percent);
        }
    }

    private static final Logger LOGGER = System.getLogger(DiskWatermark.class.getName());

    private final Space space;
    private final PublishGate gate;
    private final AtomicBoolean unknown = new AtomicBoolean();
    private volatile Limit limit;
    private volatile long freeBytes = -1;
    private volatile long limitBytes = -1;

    /** Does not look yet. */
    public DiskWatermark(Space space, Limit limit, PublishGate gate) {
        this.space = space;
        this.limit = limit;
        this.gate = gate;
    }

    /** From now on so much has to be free; looks at once. */
    public void limit(Limit changed) {
        limit = changed;
        check();
    }

    /** Looks how much is free. */
    public void check() {
        try {
            long free = space.freeBytes();
            long least = limit.of(space.totalBytes());
            freeBytes = free;
            limitBytes = least;
            unknown.set(false);
            if (free < least) {
                gate.close(PublishGate.Reason.LOW_DISK);
            } else if (free >= least + least / 20) {
                gate.open(PublishGate.Reason.LOW_DISK);
            }
        } catch (IOException e) {
            freeBytes = -1;
            if (unknown.compareAndSet(false, true)) {
                LOGGER.log(Level.WARNING, "Nobody knows how much is free on the disk of the store: {0}", e.toString());
            }
        }
    }

    /** What was free at the last look; -1 if that is not known. */
    public long freeBytes() {
        return freeBytes;
    }

    /** What has to be free, as of the last look; -1 before. */
    public long limitBytes() {
        return limitBytes;
    }
}
