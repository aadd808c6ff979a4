package org.leveretmq.durability;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;

/**
 * A message on its way into the store, in it, or out of it, with its places in the queues. Confined to the virtual host's loop.
 *
 * <p>As long as its group fills, a place that is removed is simply not written, and when the last one goes the message is as
 * good as stored: its confirm goes out without a write. But what has only moved on, or leaves with a unit, is written and removed with the group: the
 * store may refuse what it has become, or the unit, and then it has to be there.
 */
final class JournaledMessage implements Pending {
    /** Why it is stored. */
    enum Purpose {
        /** It was published. It is given up when its commit fails. */
        PUBLISH,
        /** It was published by a transaction: nobody sees it before it is stored. It is given up when its commit fails. */
        UNIT,
        /** It comes from another queue that it has left. It is tried again when its commit fails, but not when the store refuses it. */
        MOVE,
        /** Memory is scarce. It does not survive a restart. */
        SPILL
    }

    private enum State {
        FILLING,
        COMMITTING,
        STORED,
        /** All places went before anything was written. */
        ELIDED,
        ABANDONED
    }

    private final Journal journal;
    private final long id;
    private final Message message;
    private final Completion completion;
    private final Purpose purpose;
    private final List<Place> places;
    private final long arrivedAtMillis;
    private State state = State.FILLING;
    private boolean shared;
    private int remaining;
    /** What the store has instead of it, since it does not take it. */
    private @Nullable TakenRecord origin;

    /** A message that is to be written with the next group. */
    JournaledMessage(
            Journal journal,
            long id,
            Message message,
            List<QueueEntry> entries,
            Completion completion,
            Purpose purpose) {
        this.purpose = purpose;
        this.journal = journal;
        this.id = id;
        this.message = message;
        this.completion = completion;
        this.places = new ArrayList<>(entries.size());
        this.remaining = entries.size();
        this.arrivedAtMillis = entries.get(0).arrivedAtMillis();
        for (QueueEntry entry : entries) {
            Place place = new Place(new EntryKey(entry.queue().id(), entry.position()));
            entry.record(place);
            places.add(place);
        }
    }

    @Override
    public AnticipatoryDelay.@Nullable Cause awaits() {
        return purpose == Purpose.PUBLISH ? AnticipatoryDelay.Cause.ACKNOWLEDGEMENT : null;
    }

    @Override
    public boolean writes() {
        return state != State.ELIDED;
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
        if (shared) {
            journal.sharedMessages().add(id, keys.size());
        }
        operations.add(new StoreOperation.InsertMessage(
                id, message, arrivedAtMillis, keys, message.persistent() && purpose != Purpose.SPILL));
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
            if (shared) {
                journal.sharedMessages().forget(id);
            }
            if (purpose == Purpose.MOVE) {
                shared = false;
                state = State.FILLING;
                return true;
            }
            abandon(reason);
        }
        return false;
    }

    @Override
    public boolean refused(String reason) {
        if (state == State.COMMITTING || state == State.FILLING) {
            if (shared) {
                journal.sharedMessages().forget(id);
            }
            abandon(reason);
        }
        return false;
    }

    private void abandon(String reason) {
        state = State.ABANDONED;
        places.clear();
        completion.failed(reason);
    }

    /** The store has refused it, and has what it has come from: that stays there as long as this is in queues. */
    void standsFor(TakenRecord place) {
        if (remaining == 0) {
            place.removed(false);
        } else if (state == State.ABANDONED) {
            origin = place;
        }
    }

    private final class Place implements TakenRecord {
        private final EntryKey key;
        private boolean removed;

        Place(EntryKey key) {
            this.key = key;
        }

        @Override
        public void removed(boolean withQueue) {
            removed = true;
            remaining--;
            if (given()) {
                journal.removeStored(id, key, shared, withQueue, purpose == Purpose.UNIT);
            } else if (state == State.FILLING && remaining == 0) {
                state = State.ELIDED;
                if (purpose == Purpose.PUBLISH) {
                    journal.acknowledged();
                }
                completion.stored();
            } else if (origin != null && remaining == 0) {
                origin.removed(false);
            }
        }

        @Override
        public void moved() {
            if (state != State.ABANDONED) {
                journal.moved(this);
            } else if (--remaining == 0 && origin != null) {
                journal.moved(origin);
            }
        }

        private boolean given() {
            return state == State.COMMITTING || state == State.STORED;
        }

        @Override
        public StoreOperation.@Nullable RemoveEntry seal() {
            if (given()) {
                return removed ? null : journal.removal(id, key, shared);
            }
            return origin != null && remaining == 1 ? origin.seal() : null;
        }

        @Override
        public void undone(StoreOperation.RemoveEntry removal) {
            if (given()) {
                journal.sharedMessages().undone(removal);
            } else if (origin != null && removal.messageId() != id) {
                origin.undone(removal);
            }
        }

        @Override
        public long storedId() {
            return switch (state) {
                case STORED -> id;
                case FILLING, COMMITTING -> 0;
                case ELIDED, ABANDONED -> -1;
            };
        }

        @Override
        public boolean shared() {
            return shared;
        }
    }
}
