package org.leveretmq.storage.jpa;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;

/**
 * What the commits in the redo log come to: messages that have no rows yet, and removals of rows. A message that was inserted and removed meanwhile
 * leaves nothing. Any thread.
 */
final class Unapplied {
    /** What a place or a removal takes of the heap, roughly. */
    private static final int PLACE_BYTES = 150;

    /**
     * A message without rows.
     *
     * @param number of the record with it
     * @param places those of its places that were not removed; most messages have one place, which is not copied
     */
    private record Held(long number, StoreOperation.InsertMessage insert, Collection<EntryKey> places) {
        static Held of(long number, StoreOperation.InsertMessage insert) {
            List<EntryKey> places = insert.entries();
            return new Held(number, insert, places.size() == 1 ? places : new HashSet<>(places));
        }

        /** One of its places goes. Returns whether it was the last one. */
        boolean leave(EntryKey place) {
            if (insert.entries().size() == 1) {
                return true;
            }
            places.remove(place);
            return places.isEmpty();
        }
    }

    private record Removal(long number, StoreOperation.RemoveEntry operation) {}

    /** By their homes, in the order of the records. */
    private final Map<EntryKey, Held> inserted = new LinkedHashMap<>();
    /** In the order of the records. */
    private final Queue<Removal> removed = new ArrayDeque<>();
    /** Homes of messages whose rows are to go. */
    private final Set<EntryKey> gone = new HashSet<>();

    private long bytes;

    /**
     * A record was committed with these, insertions and removals only.
     *
     * @return how many rows are to be removed for it
     */
    synchronized int add(long number, Collection<StoreOperation> operations) {
        int before = removed.size();
        for (StoreOperation operation : operations) {
            if (operation instanceof StoreOperation.InsertMessage insert) {
                inserted.put(insert.home(), Held.of(number, insert));
                bytes += bytes(insert);
            } else if (operation instanceof StoreOperation.RemoveEntry remove) {
                remove(number, remove);
            }
        }
        return removed.size() - before;
    }

    private void remove(long number, StoreOperation.RemoveEntry remove) {
        EntryKey home = home(remove);
        Held held = inserted.get(home);
        if (held == null) {
            removed.add(new Removal(number, remove));
            bytes += PLACE_BYTES;
            if (remove.last()) {
                gone.add(home);
            }
            return;
        }
        // Whoever removes the last place may be committed before the others do.
        if (held.leave(remove.entry()) || remove.last()) {
            inserted.remove(home);
            bytes -= bytes(held.insert);
        }
    }

    /** Whether these remove a message that has no rows yet. */
    synchronized boolean holdsAnyOf(Collection<StoreOperation> operations) {
        for (StoreOperation operation : operations) {
            if (operation instanceof StoreOperation.RemoveEntry remove && inserted.containsKey(home(remove))) {
                return true;
            }
        }
        return false;
    }

    private static long bytes(StoreOperation.InsertMessage insert) {
        return insert.message().footprintBytes()
                + (long) PLACE_BYTES * insert.entries().size();
    }

    private static EntryKey home(StoreOperation.RemoveEntry remove) {
        return remove.shared() ? EntryKey.ofShared(remove.messageId()) : remove.entry();
    }

    /** What it takes of the heap, roughly. */
    synchronized long bytes() {
        return bytes;
    }

    /** Up to which record no more messages than that get rows, and no more are removed. */
    synchronized long endOfRows(int most) {
        long end = Long.MAX_VALUE;
        int count = 0;
        for (Held held : inserted.values()) {
            if (++count > most) {
                end = held.number - 1;
                break;
            }
        }
        count = 0;
        for (Removal removal : removed) {
            if (++count > most) {
                return Math.min(end, removal.number - 1);
            }
        }
        return end;
    }

    /** Messages of the records up to this one that have no rows. */
    synchronized int messages(long upTo) {
        int count = 0;
        for (Held held : inserted.values()) {
            if (held.number > upTo) {
                break;
            }
            count++;
        }
        return count;
    }

    /** Those of these messages that have no rows yet. */
    synchronized Map<EntryKey, Message> find(Collection<EntryKey> homes) {
        Map<EntryKey, Message> found = new LinkedHashMap<>();
        for (EntryKey home : homes) {
            Held held = inserted.get(home);
            if (held != null) {
                found.put(home, held.insert.message());
            }
        }
        return found;
    }

    /** Whether the message here was removed, but has its row still. */
    synchronized boolean isGone(EntryKey home) {
        return gone.contains(home);
    }

    /** Writes what is left of the records up to this one. */
    synchronized void writeTo(MessageBatch rows, long upTo) throws SQLException {
        for (Held held : inserted.values()) {
            if (held.number > upTo) {
                break;
            }
            rows.insert(held.insert, held.places);
        }
        for (Removal removal : removed) {
            if (removal.number > upTo) {
                break;
            }
            rows.remove(removal.operation);
        }
        rows.flush();
    }

    /** What was written is committed. */
    synchronized void forget(long upTo) {
        Iterator<Held> oldest = inserted.values().iterator();
        while (oldest.hasNext()) {
            Held next = oldest.next();
            if (next.number > upTo) {
                break;
            }
            bytes -= bytes(next.insert);
            oldest.remove();
        }
        for (Removal next = removed.peek(); next != null && next.number <= upTo; next = removed.peek()) {
            if (next.operation.last()) {
                gone.remove(home(next.operation));
            }
            bytes -= PLACE_BYTES;
            removed.remove();
        }
    }
}
