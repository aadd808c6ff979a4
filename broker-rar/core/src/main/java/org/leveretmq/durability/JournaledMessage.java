package org.leveretmq.durability;

import java.util.ArrayList;
import java.util.List;
import org.leveretmq.message.Message;
import org.leveretmq.queue.EntryRecord;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;

/**
 * A message on its way into the store, in it, or out of it, with its places in the queues. Confined to the virtual host's loop.
 *
 * <p>As long as its group fills, a place that is removed is simply not written, and when the last one goes the message is as
 * good as stored: its confirm goes out without a write.
 */
final class JournaledMessage implements Pending {
    private enum State {
        FILLING,
        COMMITTING,
        STORED,
        ABANDONED
    }

    private final Journal journal;
    private final long id;
    private final Message message;
    private final Completion completion;
    private final List<Place> places;
    private long arrivedAtMillis;
    private State state;
    private boolean shared;
    private int remaining;

    private JournaledMessage(
            Journal journal, long id, Message message, int places, boolean shared, State state, Completion completion) {
        this.journal = journal;
        this.id = id;
        this.message = message;
        this.completion = completion;
        this.places = new ArrayList<>(places);
        this.shared = shared;
        this.state = state;
    }

    /** A message that is to be written with the next group. */
    static JournaledMessage toBeWritten(Journal journal, long id, Message message, int places, Completion completion) {
        return new JournaledMessage(journal, id, message, places, false, State.FILLING, completion);
    }

    /** A message that the store recovered. */
    static JournaledMessage recovered(Journal journal, long id, Message message, boolean shared) {
        return new JournaledMessage(journal, id, message, 1, shared, State.STORED, Completion.NONE);
    }

    Message message() {
        return message;
    }

    /** Ties an entry of a queue to this message. */
    void add(QueueEntry entry) {
        Place place = new Place(new EntryKey(entry.queue().id(), entry.position()));
        entry.record(place);
        arrivedAtMillis = entry.arrivedAtMillis();
        remaining++;
        if (state == State.FILLING) {
            places.add(place);
        }
    }

    @Override
    public void seal(List<StoreOperation> operations) {
        if (remaining == 0) {
            return;
        }
        state = State.COMMITTING;
        List<EntryKey> keys = new ArrayList<>(remaining);
        for (Place place : places) {
            if (!place.removed) {
                keys.add(place.key);
            }
        }
        shared = keys.size() > 1;
        operations.add(new StoreOperation.InsertMessage(id, message, arrivedAtMillis, keys));
    }

    @Override
    public void committed() {
        if (state == State.COMMITTING) {
            state = State.STORED;
            places.clear();
            completion.stored();
        }
    }

    @Override
    public boolean failed(String reason) {
        if (state == State.COMMITTING || state == State.FILLING) {
            state = State.ABANDONED;
            places.clear();
            completion.failed(reason);
        }
        return false;
    }

    private final class Place implements EntryRecord {
        private final EntryKey key;
        private boolean removed;

        Place(EntryKey key) {
            this.key = key;
        }

        @Override
        public void removed(boolean withQueue) {
            removed = true;
            remaining--;
            if (state == State.COMMITTING || state == State.STORED) {
                if (withQueue && !shared) {
                    return;
                }
                journal.remove(new StoreOperation.RemoveEntry(id, key, shared, remaining == 0));
            } else if (state == State.FILLING && remaining == 0) {
                completion.stored();
            }
        }
    }
}
