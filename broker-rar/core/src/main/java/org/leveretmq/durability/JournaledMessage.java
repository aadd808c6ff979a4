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
 * good as stored: its confirm goes out without a write. But if the message has only moved on, the confirm waits for the group, which has what it has
 * become.
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
    /** Something else in the group is what has become of the message: the confirm has to wait for it. */
    private boolean movedOn;

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
        } else if (state == State.FILLING) {
            state = State.ELIDED;
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
                beginAgain();
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

    /** Units of the group that has failed have given back what they took; one that has come since takes it with the next group. */
    private void beginAgain() {
        shared = false;
        state = State.FILLING;
        for (Place place : places) {
            if (place.takenByUnit) {
                place.takenByUnit = false;
                place.removed = false;
                remaining++;
            } else if (place.takenMeanwhile) {
                place.takeWithUnit();
            }
            place.takenMeanwhile = false;
        }
    }

    private final class Place implements TakenRecord {
        private final EntryKey key;
        private boolean removed;
        /** A unit of the same group takes it, so that it is not written. */
        private boolean takenByUnit;
        /** A unit of the next group takes it while this one commits. */
        private boolean takenMeanwhile;

        Place(EntryKey key) {
            this.key = key;
        }

        @Override
        public void removed(boolean withQueue) {
            removed = true;
            remaining--;
            if (given()) {
                journal.removeStored(id, key, shared, withQueue, purpose == Purpose.UNIT);
            } else if (state == State.FILLING && remaining == 0 && !movedOn) {
                state = State.ELIDED;
                if (purpose == Purpose.PUBLISH) {
                    journal.acknowledged();
                }
                completion.stored();
            }
        }

        @Override
        public void moved(boolean withQueue) {
            movedOn = true;
            removed = true;
            remaining--;
            if (given()) {
                journal.removeMoved(id, key, shared, withQueue);
            }
        }

        private boolean given() {
            return state == State.COMMITTING || state == State.STORED;
        }

        @Override
        public void takeWithUnit() {
            if (state == State.FILLING) {
                removed = true;
                remaining--;
                movedOn = true;
                takenByUnit = true;
            } else if (state == State.COMMITTING) {
                takenMeanwhile = true;
            }
        }

        @Override
        public StoreOperation.@Nullable RemoveEntry seal() {
            return state == State.STORED ? journal.removal(id, key, shared) : null;
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
