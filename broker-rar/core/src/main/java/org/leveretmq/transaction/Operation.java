package org.leveretmq.transaction;

/** Something that a transaction holds back until it commits. Confined to the virtual host's loop. */
public interface Operation {
    /** Takes effect. Must not fail: what can fail was checked when it was held. */
    void apply();

    /** Is undone; the transaction was rolled back. */
    void undo();
}
