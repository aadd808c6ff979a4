package org.leveretmq.transaction;

import java.util.ArrayList;
import java.util.List;
import org.leveretmq.message.Message;
import org.leveretmq.store.StoredBranch;
import org.leveretmq.store.StoredSettlement;

/** Collects what has to be kept of a branch's operations while it is in doubt. Confined to the virtual host's loop. */
public final class BranchContents {
    private final List<StoredBranch.HeldMessage> messages = new ArrayList<>();
    private final List<StoredSettlement> settlements = new ArrayList<>();

    /** The branch publishes this. */
    public void publishes(Message message, boolean mandatory) {
        messages.add(new StoredBranch.HeldMessage(message, mandatory));
    }

    /** The branch ends this delivery. */
    public void settles(StoredSettlement settlement) {
        settlements.add(settlement);
    }

    List<StoredBranch.HeldMessage> messages() {
        return messages;
    }

    List<StoredSettlement> settlements() {
        return settlements;
    }
}
