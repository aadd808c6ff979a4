package org.leveretmq.channel;

import org.leveretmq.message.Message;
import org.leveretmq.transaction.Operation;

/** A publish that waits for {@code tx.commit}. Confined to the virtual host's loop. */
record HeldPublish(Publishing publishing, Message message, boolean mandatory) implements Operation {
    @Override
    public void apply() {
        publishing.publishHeld(message, mandatory);
    }

    @Override
    public void undo() {}
}
