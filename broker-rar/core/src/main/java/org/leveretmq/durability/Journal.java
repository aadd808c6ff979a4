package org.leveretmq.durability;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.message.Message;
import org.leveretmq.queue.QueueEntry;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreException;
import org.leveretmq.store.StoreOperation;

/**
 * Collects what a virtual host has to store and commits it in groups: while one group commits, the next one fills, so batches
 * form without a timer; {@link AnticipatoryDelay} makes an exception. What transactions have published is, when it was acknowledged, removed with what
 * comes next, so that the next transaction does not wait for it; if nothing comes, a little later.
 *
 * <p>A message that is acknowledged or dropped while its group still fills is never written. When a commit fails, new messages are given up
 * (their publishers get a nack), and definitions, removals and messages that move on are tried again every second until the store takes them.
 * When the store works but refuses what it was given, the group is divided until it is known which change is to blame: this one is given up, and the
 * others are stored. Confined to the virtual host's loop.
 */
public final class Journal {
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    /** What nobody waits for waits no longer than this for something else to be committed with. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(10);

    private final SerialLoop loop;
    private final StoreWriter writer;
    private final Scheduler scheduler;
    private final AtomicLong messageIds;
    private final SharedMessages sharedMessages = new SharedMessages();
    private final Removals removals = new Removals();
    private final AnticipatoryDelay delay = new AnticipatoryDelay();
    private final DelayTimer delayTimer;
    private CommitGroup filling = new CommitGroup();
    /** Sealed parts of groups that the store has refused, to be committed before what fills. */
    private final Deque<CommitGroup> divided = new ArrayDeque<>();

    /** What goes on in this task of the loop. */
    private @Nullable Move move;

    private long definitions;
    private boolean committing;
    private boolean submitPlanned;
    private boolean hurryPlanned;
    private boolean ended;

    /** A journal of one virtual host; all journals of a store share the writer and the source of message ids. */
    public Journal(SerialLoop loop, StoreWriter writer, Scheduler scheduler, AtomicLong messageIds) {
        this.loop = loop;
        this.writer = writer;
        this.scheduler = scheduler;
        this.messageIds = messageIds;
        this.delayTimer = new DelayTimer(loop, scheduler, this::endDelay);
    }

    /** Stores a message with its entries in queues, at least one, and tells the completion once. */
    public void insert(Message message, List<QueueEntry> entries, Completion completion) {
        add(new JournaledMessage(
                this, nextMessageId(), message, entries, completion, JournaledMessage.Purpose.PUBLISH));
    }

    /**
     * Runs what takes a message from one queue into others: what {@link #move} is given, and the entry that is told that it has moved, come into the
     * store and leave it together. At once.
     */
    public void moving(Runnable task) {
        Move outer = move;
        Move begun = new Move();
        move = begun;
        try {
            task.run();
        } finally {
            move = outer;
            Pending change = begun.end();
            if (change != null) {
                add(change);
            }
        }
    }

    /** Stores a message that has come from another queue; see {@link #moving}. It is not given up when the store fails. */
    public void move(Message message, List<QueueEntry> entries) {
        currentMove()
                .arrives(new JournaledMessage(
                        this, nextMessageId(), message, entries, Completion.NONE, JournaledMessage.Purpose.MOVE));
    }

    /** The entry here has moved. */
    void moved(TakenRecord place) {
        currentMove().leaves(place);
    }

    private Move currentMove() {
        if (move == null) {
            throw new IllegalStateException("Nothing moves");
        }
        return move;
    }

    /** Stores a message to save memory: it is forgotten by the next recovery. */
    public void spill(QueueEntry entry) {
        add(new JournaledMessage(
                this,
                nextMessageId(),
                entry.message(),
                List.of(entry),
                Completion.NONE,
                JournaledMessage.Purpose.SPILL));
    }

    /** An entry that the store has kept: ties it to what the store has of it. Before the loop runs. */
    public void recovered(long messageId, boolean shared, QueueEntry entry) {
        recoveredPaged(messageId, shared);
        entry.record(new StoredPlace(this, messageId, new EntryKey(entry.queue().id(), entry.position()), shared));
    }

    /** An entry that the store has kept, and which is not read yet. Before the loop runs. */
    public void recoveredPaged(long messageId, boolean shared) {
        if (shared) {
            sharedMessages.add(messageId, 1);
        }
    }

    /** Stores a change of the definitions; tried until the store takes it. Who has to know that waits with {@link #whenDefined}. */
    public void define(StoreOperation operation) {
        define(operation, () -> {});
    }

    /** The same; if the store will never take it, {@code refused} is to undo what the broker has done. */
    public void define(StoreOperation operation, Runnable refused) {
        definitions++;
        add(new PendingDefinition(operation, refused));
    }

    /** Stores a last change and runs {@code stored} then; nothing that is given to the journal afterwards is stored. */
    public void end(StoreOperation lastChange, Runnable stored) {
        definitions++;
        add(new LastChange(lastChange, stored));
        ended = true;
    }

    /** The number of definitions ever given to {@link #define}: tells whether an operation has changed any. */
    public long definitions() {
        return definitions;
    }

    /** Tells the completion when everything that was given to the journal so far is stored, or that the commit has failed. */
    public void barrier(Completion completion) {
        barrier(definitions, completion);
    }

    /**
     * The same; fails, too, if the store refuses one of the definitions that this task of the loop has given to the journal.
     *
     * @param definitionsBefore what {@link #definitions} was before the first of them
     */
    public void barrier(long definitionsBefore, Completion completion) {
        Barrier barrier = barrierBehind(definitionsBefore, completion);
        if (removals.isEmpty() || ended) {
            add(barrier);
        } else {
            removals.add(barrier);
            planSubmit();
        }
    }

    /** The same, but does not wait for the removal of what was acknowledged or dropped. */
    public void whenAdded(Completion completion) {
        add(new Barrier(completion));
    }

    /** As {@link #whenAdded}, and as {@link #barrier(long, Completion)} for the definitions of this task of the loop. */
    public void whenDefined(long definitionsBefore, Completion completion) {
        add(barrierBehind(definitionsBefore, completion));
    }

    private Barrier barrierBehind(long definitionsBefore, Completion completion) {
        Barrier barrier = new Barrier(completion);
        filling.awaitDefinitions(definitions - definitionsBefore, barrier);
        return barrier;
    }

    /** Collects what is to be stored as one unit; see {@link #commit}. */
    public AtomicWrites begin() {
        return new AtomicWrites(this);
    }

    /**
     * Stores the unit, all or nothing, with everything else of its group. When the store fails, the unit is given up and not tried again; the
     * completion is told once, on the loop.
     */
    public void commit(AtomicWrites writes, Completion completion) {
        add(writes.pending(completion));
    }

    long nextMessageId() {
        return messageIds.getAndIncrement();
    }

    SharedMessages sharedMessages() {
        return sharedMessages;
    }

    /**
     * A message that was or is being stored leaves a queue; the store need not be told if the whole queue goes, unless others have the message.
     *
     * @param patient whether it is better to wait a little for company
     */
    void removeStored(long messageId, EntryKey key, boolean shared, boolean withQueue, boolean patient) {
        if ((shared || !withQueue) && !ended) {
            removals.add(new EntryRemoval(sharedMessages, removal(messageId, key, shared)), patient);
            planSubmit();
        }
    }

    StoreOperation.RemoveEntry removal(long messageId, EntryKey key, boolean shared) {
        boolean last = !shared || sharedMessages.remove(messageId);
        return new StoreOperation.RemoveEntry(messageId, key, shared, last);
    }

    /** Whether everything that was given to it has been committed. */
    public boolean idle() {
        return !committing && filling.isEmpty() && divided.isEmpty() && removals.isEmpty();
    }

    private void add(Pending change) {
        if (ended) {
            change.failed("the virtual host was deleted");
            return;
        }
        filling.add(change);
        planSubmit();
    }

    private void planSubmit() {
        if (!submitPlanned && !committing) {
            submitPlanned = true;
            loop.atEndOfTurn(SerialLoop.Phase.SETTLE, this::submit);
        }
    }

    private void submit() {
        submitPlanned = false;
        if (committing) {
            return;
        }
        CommitGroup part = divided.poll();
        if (part != null) {
            commit(part, part.checked(sharedMessages));
        } else if (filling.isEmpty() && !removals.due()) {
            hurryLater();
        } else if (delay.waits(removals.awaited() ? null : filling.awaits(), filling::brings, scheduler.nanoTime())) {
            delayTimer.comeWithin(Math.max(0, delay.leftNanos(scheduler.nanoTime())));
            if (removals.due()) {
                commitWithRemovals(new CommitGroup());
            }
        } else {
            delayTimer.cancel();
            CommitGroup group = filling;
            filling = new CommitGroup();
            commitWithRemovals(group);
        }
    }

    private void commitWithRemovals(CommitGroup group) {
        removals.moveTo(group);
        commit(group, group.seal());
    }

    /** A message of the group that fills was acknowledged and is not written. That may come so often that the timer is left for the next wait. */
    void acknowledged() {
        if (filling.acknowledged()) {
            filling = new CommitGroup();
            delay.acknowledged(scheduler.nanoTime());
            planSubmit();
        }
    }

    private void endDelay() {
        if (delay.waiting()) {
            submit();
        }
    }

    private void commit(CommitGroup group, List<StoreOperation> operations) {
        if (operations.isEmpty()) {
            group.committed();
            planSubmit();
            return;
        }
        committing = true;
        long began = scheduler.nanoTime();
        writer.commit(operations, new StoreWriter.Listener() {
            @Override
            public void committed() {
                loop.execute(() -> groupCommitted(group, began));
            }

            @Override
            public void failed(StoreException failure) {
                String reason = String.valueOf(failure.getMessage());
                loop.execute(() -> {
                    if (failure.refused()) {
                        groupRefused(group, reason);
                    } else {
                        groupFailed(group, reason);
                    }
                });
            }
        });
    }

    private void hurryLater() {
        if (!hurryPlanned && !removals.isEmpty()) {
            hurryPlanned = true;
            scheduler.schedule(LONGEST_WAIT, () -> loop.execute(this::hurry));
        }
    }

    private void hurry() {
        hurryPlanned = false;
        removals.hurry();
        submit();
    }

    private void groupCommitted(CommitGroup group, long began) {
        committing = false;
        delay.committed(scheduler.nanoTime() - began);
        group.committed();
        submit();
    }

    private void groupRefused(CommitGroup group, String reason) {
        if (group.indivisible()) {
            CommitGroup retried = group.refused(reason);
            if (!retried.isEmpty()) {
                tryAgain(retried);
                tryLater();
                return;
            }
        } else {
            List<CommitGroup> halves = group.halves();
            divided.addFirst(halves.get(1));
            divided.addFirst(halves.get(0));
        }
        committing = false;
        submit();
    }

    private void groupFailed(CommitGroup group, String reason) {
        while (!divided.isEmpty()) {
            tryAgain(divided.removeLast().failed(reason));
        }
        tryAgain(group.failed(reason));
        removals.failed(reason);
        tryLater();
    }

    private void tryAgain(CommitGroup retried) {
        filling = retried.followedBy(filling);
    }

    private void tryLater() {
        scheduler.schedule(
                RETRY_DELAY,
                () -> loop.execute(() -> {
                    committing = false;
                    if (filling.isEmpty()) {
                        writer.tryStore();
                    }
                    submit();
                }));
    }
}
