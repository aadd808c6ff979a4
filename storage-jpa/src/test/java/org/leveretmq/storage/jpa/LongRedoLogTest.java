package org.leveretmq.storage.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredQueue;
import org.leveretmq.types.FieldTable;

/** What a redo log decides that has become long because nothing could be applied. */
class LongRedoLogTest {
    private static final int BODY_BYTES = 30_000;
    private static final List<StoreOperation> DEFINITION =
            List.of(new StoreOperation.PutQueue(new StoredQueue(2, "/", "b", false, FieldTable.EMPTY)));

    private final RedoLog log = new RedoLog(true);
    private long records;

    /** Three messages: fewer would get their rows at once. */
    private static List<StoreOperation> insert(long group) {
        Message message = new Message("", "a", MessageProperties.EMPTY, new byte[BODY_BYTES / 3]);
        return LongStream.rangeClosed(3 * group - 2, 3 * group)
                .<StoreOperation>mapToObj(
                        id -> new StoreOperation.InsertMessage(id, message, 1, List.of(new EntryKey(1, id))))
                .toList();
    }

    @BeforeEach
    void log_until_nothing_more_is_taken() {
        while (log.planToLog(insert(records + 1)).logs()) {
            log.happened(insert(records + 1));
            records++;
        }
    }

    @Test
    void a_log_that_cannot_be_applied_takes_no_more_than_32_megabytes() {
        assertThat(records).isBetween(1L, (32L << 20) / BODY_BYTES);
    }

    @Test
    void the_next_commits_apply_it_step_by_step() {
        List<Long> steps = new ArrayList<>();
        long applied = 0;
        RedoLog.Plan plan = log.plan(insert(++records));
        while (plan.applies()) {
            steps.add(plan.appliesUpTo() - applied);
            applied = plan.appliesUpTo();
            log.happened(insert(records));
            plan = log.plan(insert(++records));
        }
        assertThat(steps).hasSizeGreaterThan(2).allMatch(step -> step <= (8L << 20) / BODY_BYTES);
    }

    @Test
    void a_log_is_not_applied_before_it_has_16_megabytes() {
        RedoLog fresh = new RedoLog(true);
        List<StoreOperation> removals = LongStream.rangeClosed(1, 1000)
                .<StoreOperation>mapToObj(id -> new StoreOperation.RemoveEntry(id, new EntryKey(1, id), false, true))
                .toList();
        long logged = 0;
        while (!fresh.plan(removals).applies()) {
            fresh.happened(removals);
            logged += removals.size();
        }

        // Each weighs some 525 bytes.
        assertThat(logged).isBetween(30_000L, 33_000L);
    }

    @Test
    void a_definition_is_not_logged() {
        assertThat(new RedoLog(true).planToLog(DEFINITION).logs()).isFalse();
    }

    @Test
    void a_log_that_is_not_used_takes_nothing() {
        assertThat(new RedoLog(false).planToLog(insert(1)).logs()).isFalse();
    }
}
