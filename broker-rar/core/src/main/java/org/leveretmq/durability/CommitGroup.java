package org.leveretmq.durability;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.store.StoreOperation;

/**
 * The changes that are committed together. An unforeseen failure of one of them is logged and keeps the others neither from being stored nor from
 * being told. Confined to the virtual host's loop.
 */
final class CommitGroup {
    private static final Logger LOGGER = System.getLogger(CommitGroup.class.getName());

    private final List<Pending> changes;
    private int acknowledgeable;
    private int overtaking;
    /** By transactions. */
    private int published;

    private int taken;
    private int acknowledged;
    private List<StoreOperation> operations = List.of();
    /** For each sealed change, where in the operations those of the next one begin. */
    private int[] ends = {};

    CommitGroup() {
        this(new ArrayList<>());
    }

    private CommitGroup(List<Pending> changes) {
        this.changes = changes;
    }

    void add(Pending change) {
        changes.add(change);
        acknowledgeable += change.awaits() == AnticipatoryDelay.Cause.ACKNOWLEDGEMENT ? 1 : 0;
        overtaking += change.awaits() == AnticipatoryDelay.Cause.CONSUMPTION ? 1 : 0;
        published += change.published();
        taken += change.taken();
    }

    /**
     * What it may wait for, before it is sealed: what its only change waits for, the acknowledgement of all of its changes, or consumers that all of them
     * overtake; else null.
     */
    AnticipatoryDelay.@Nullable Cause awaits() {
        if (changes.size() == 1) {
            return changes.get(0).awaits();
        }
        if (changes.isEmpty()) {
            return null;
        }
        if (overtaking == changes.size()) {
            return AnticipatoryDelay.Cause.CONSUMPTION;
        }
        return acknowledgeable == changes.size() ? AnticipatoryDelay.Cause.ACKNOWLEDGEMENT : null;
    }

    /** Whether what it has waited for has come. Consumers that take less than half of what is published will not keep up. */
    boolean brings(AnticipatoryDelay.Cause cause) {
        return switch (cause) {
            case ACKNOWLEDGEMENT -> false;
            case PUBLICATION -> published > 0;
            case CONSUMPTION -> taken > 0 && 2 * taken >= published;
        };
    }

    /** One of its messages was acknowledged and is not written any more. Returns whether that is so for all of its changes. */
    boolean acknowledged() {
        return ++acknowledged == changes.size() && changes.stream().noneMatch(Pending::writes);
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The barrier waits for as many definitions as were added last. */
    void awaitDefinitions(long count, Barrier barrier) {
        long left = count;
        for (int i = changes.size() - 1; i >= 0 && left > 0; i--) {
            if (changes.get(i) instanceof PendingDefinition definition) {
                definition.awaitedBy(barrier);
                left--;
            }
        }
    }

    /** What is to be written, in order. A change that fails here fails alone. */
    List<StoreOperation> seal() {
        List<StoreOperation> sealed = new ArrayList<>(changes.size());
        ends = new int[changes.size()];
        int kept = 0;
        for (int i = 0; i < changes.size(); i++) {
            Pending change = changes.get(i);
            int begin = sealed.size();
            try {
                change.seal(sealed);
                changes.set(kept, change);
                ends[kept++] = sealed.size();
            } catch (RuntimeException e) {
                LOGGER.log(Level.ERROR, "A change cannot be stored and is given up", e);
                sealed.subList(begin, sealed.size()).clear();
                giveUp(change, "unforeseen failure of the broker");
            }
        }
        changes.subList(kept, changes.size()).clear();
        operations = sealed;
        return sealed;
    }

    /** What was sealed, when others of what was sealed with it were refused meanwhile. */
    List<StoreOperation> checked(SharedMessages sharedMessages) {
        operations = operations.stream()
                .map(operation -> operation instanceof StoreOperation.RemoveEntry removal
                        ? sharedMessages.checked(removal)
                        : operation)
                .toList();
        return operations;
    }

    void committed() {
        for (Pending change : changes) {
            committed(change);
        }
    }

    private static void committed(Pending change) {
        try {
            change.committed();
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "A change was stored, but what follows from it has failed", e);
        }
    }

    /** Returns what has to be tried again. Those who are told may give the journal more meanwhile. */
    CommitGroup failed(String reason) {
        CommitGroup retried = new CommitGroup();
        for (Pending change : changes) {
            try {
                if (change.failed(reason)) {
                    retried.add(change);
                }
            } catch (RuntimeException e) {
                LOGGER.log(Level.ERROR, "A change was not stored, and what follows from that has failed", e);
            }
        }
        return retried;
    }

    /** This group, which is not sealed, with the changes of another one after its own. */
    CommitGroup followedBy(CommitGroup next) {
        changes.addAll(next.changes);
        acknowledgeable += next.acknowledgeable;
        overtaking += next.overtaking;
        published += next.published;
        taken += next.taken;
        acknowledged += next.acknowledged;
        return this;
    }

    /** Whether no more than one of its changes writes anything, so that this one is to blame if the store refuses the group. */
    boolean indivisible() {
        return writing() <= 1;
    }

    private int writing() {
        int count = 0;
        for (int i = 0; i < changes.size(); i++) {
            if (writes(i)) {
                count++;
            }
        }
        return count;
    }

    private boolean writes(int change) {
        return ends[change] > begin(change);
    }

    private int begin(int change) {
        return change == 0 ? 0 : ends[change - 1];
    }

    /** Two sealed groups with half of the changes that write each, in order; of a group that is divisible. */
    List<CommitGroup> halves() {
        int left = writing() / 2;
        int middle = 0;
        while (left > 0) {
            if (writes(middle++)) {
                left--;
            }
        }
        return List.of(part(0, middle), part(middle, changes.size()));
    }

    private CommitGroup part(int from, int to) {
        CommitGroup part = new CommitGroup(new ArrayList<>(changes.subList(from, to)));
        int begin = begin(from);
        part.operations = List.copyOf(operations.subList(begin, ends[to - 1]));
        part.ends = new int[to - from];
        for (int i = from; i < to; i++) {
            part.ends[i - from] = ends[i] - begin;
        }
        return part;
    }

    /** The store has refused the one change that writes: it is given up. Returns what is to be tried again all the same. */
    CommitGroup refused(String reason) {
        CommitGroup retried = new CommitGroup();
        for (int i = 0; i < changes.size(); i++) {
            Pending change = changes.get(i);
            if (!writes(i)) {
                committed(change);
                continue;
            }
            LOGGER.log(Level.ERROR, "The store refuses {0}; it is given up: {1}", Refused.describe(operations), reason);
            if (giveUp(change, reason)) {
                retried.add(change);
            }
        }
        return retried;
    }

    private static boolean giveUp(Pending change, String reason) {
        try {
            return change.refused(reason);
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "A change was given up, and what follows from that has failed", e);
            return false;
        }
    }
}
