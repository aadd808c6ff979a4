package org.leveretmq.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Paged entries, first in, first out, in 20 bytes each: blocks of them keep differences to the block's first entry. Ten million take 200 MB.
 * Confined to the virtual host's loop.
 */
final class PagedEntries {
    private final ArrayDeque<Block> blocks = new ArrayDeque<>(2);
    private int size;
    private long bodyBytes;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The body bytes of all. */
    long bodyBytes() {
        return bodyBytes;
    }

    /** Adds an entry at the end. */
    void add(PagedEntry entry) {
        Block last = blocks.peekLast();
        if (last == null || !last.fits(entry)) {
            last = new Block(entry);
            blocks.addLast(last);
        }
        last.add(entry);
        count(entry, 1);
    }

    /** Puts entries before all others, in their order. */
    void prepend(Collection<PagedEntry> entries) {
        PagedEntries before = new PagedEntries();
        entries.forEach(before::add);
        while (!before.blocks.isEmpty()) {
            blocks.addFirst(before.blocks.removeLast());
        }
        size += before.size;
        bodyBytes += before.bodyBytes;
    }

    private void count(PagedEntry entry, int sign) {
        size += sign;
        bodyBytes += (long) sign * entry.bodyBytes();
    }

    /** The first entry, null if there is none. */
    @Nullable
    PagedEntry peek() {
        Block first = blocks.peekFirst();
        return first == null ? null : first.get(first.from);
    }

    /** The first entries: at least one if there is one, otherwise no more than these limits allow. */
    List<PagedEntry> first(int count, long bytes) {
        List<PagedEntry> found = new ArrayList<>(Math.min(count, size));
        long foundBytes = 0;
        for (Block block : blocks) {
            for (int i = block.from; i < block.to; i++) {
                PagedEntry entry = block.get(i);
                foundBytes += entry.bodyBytes();
                if (found.size() == count || (foundBytes > bytes && !found.isEmpty())) {
                    return found;
                }
                found.add(entry);
            }
        }
        return found;
    }

    /** Takes the first entry, null if there is none. */
    @Nullable
    PagedEntry poll() {
        Block first = blocks.peekFirst();
        if (first == null) {
            return null;
        }
        PagedEntry entry = first.get(first.from++);
        if (first.from == first.to) {
            blocks.removeFirst();
        }
        count(entry, -1);
        return entry;
    }

    private static final class Block {
        private static final int CAPACITY = 512;
        private static final int SMALLEST = 8;
        private static final int FIELDS = 5;
        private static final int SHARED = 1;
        private static final int REDELIVERED = 2;

        private final long messageId;
        private final long position;
        private final long arrivedAtMillis;
        private int[] fields = new int[SMALLEST * FIELDS];
        private long @Nullable [] expirations;
        private int from;
        private int to;

        Block(PagedEntry first) {
            messageId = first.messageId();
            position = first.position();
            arrivedAtMillis = first.arrivedAtMillis();
        }

        boolean fits(PagedEntry entry) {
            return to < CAPACITY
                    && isInt(entry.messageId() - messageId)
                    && isInt(entry.position() - position)
                    && isInt(entry.arrivedAtMillis() - arrivedAtMillis);
        }

        private static boolean isInt(long value) {
            return value == (int) value;
        }

        void add(PagedEntry entry) {
            int at = to * FIELDS;
            if (at == fields.length) {
                fields = Arrays.copyOf(fields, Math.min(CAPACITY * FIELDS, 2 * fields.length));
            }
            fields[at] = (int) (entry.messageId() - messageId);
            fields[at + 1] = (int) (entry.position() - position);
            fields[at + 2] = (int) (entry.arrivedAtMillis() - arrivedAtMillis);
            fields[at + 3] = entry.bodyBytes();
            fields[at + 4] = (entry.shared() ? SHARED : 0) | (entry.redelivered() ? REDELIVERED : 0);
            if (entry.expiresAtMillis() != TimeToLive.NEVER || expirations != null) {
                expire(entry.expiresAtMillis());
            }
            to++;
        }

        private void expire(long atMillis) {
            if (expirations == null) {
                expirations = new long[CAPACITY];
                Arrays.fill(expirations, TimeToLive.NEVER);
            }
            expirations[to] = atMillis;
        }

        PagedEntry get(int index) {
            int at = index * FIELDS;
            return new PagedEntry(
                    messageId + fields[at],
                    position + fields[at + 1],
                    arrivedAtMillis + fields[at + 2],
                    expirations == null ? TimeToLive.NEVER : expirations[index],
                    fields[at + 3],
                    (fields[at + 4] & SHARED) != 0,
                    (fields[at + 4] & REDELIVERED) != 0);
        }
    }
}
