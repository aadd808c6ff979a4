package org.leveretmq.transaction;

import org.leveretmq.durability.AtomicWrites;

/**
 * Something that a transaction holds back until it commits. What can be refused was checked when it was held, so that none of these steps
 * fails:
 *
 * <pre>
 *   held ── stage ──▶ staged ── apply ──▶ done
 *    │ ▲                │
 *    │ └──── unstage ───┘ the store has failed
 *    └──── undo ──▶ gone
 * </pre>
 *
 * Confined to the virtual host's loop.
 */
public interface Operation {
    /** It was taken into its transaction; {@link #apply}, {@link #undo} or {@link #forget} is the end of it. */
    default void held() {}

    /** Nothing becomes of it, since its virtual host is gone. */
    default void forget() {}

    /** Adds what has to be stored for it. Nobody sees anything of it yet. */
    void stage(AtomicWrites writes);

    /** What was staged is not stored: it is as it was before. It may be staged again. */
    void unstage();

    /** What was staged is stored: it takes effect for everybody. */
    void apply();

    /** It does not happen; the transaction was rolled back. */
    void undo();

    /** Adds what has to be kept of it while its branch is in doubt, so that an equal operation can be made of it after a restart. */
    void describe(BranchContents contents);
}
