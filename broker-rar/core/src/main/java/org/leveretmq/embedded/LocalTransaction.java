package org.leveretmq.embedded;

import java.util.ArrayList;
import java.util.List;
import org.leveretmq.durability.Completion;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.transaction.Operation;

/**
 * Publishes and settlements that take effect together, when the block given to {@link LocalSession#transaction} returns, or not at
 * all. Used by the thread that runs the block.
 */
public final class LocalTransaction {
    /** Something to be done at the commit, after a check that it can be. */
    record Step(LoopCalls.Call<Operation> prepare) {}

    private final LocalSession session;
    private final List<Step> steps = new ArrayList<>();

    LocalTransaction(LocalSession session) {
        this.session = session;
    }

    /** Publishes at the commit. */
    public void publish(String exchange, String routingKey, MessageProperties properties, byte[] body) {
        Message message = LocalMessages.published(exchange, routingKey, properties, body);
        steps.add(new Step(() -> {
            var target = session.virtualHost().requirePublishable(message);
            return new Apply(() -> session.virtualHost().publishOrDrop(target, message, Completion.NONE));
        }));
    }

    /** Acknowledges at the commit. */
    public void acknowledge(LocalMessage message) {
        steps.add(new Step(() -> new Apply(message.delivery()::acknowledgeNow)));
    }

    /** Rejects at the commit. */
    public void reject(LocalMessage message, boolean requeue) {
        steps.add(new Step(() -> new Apply(() -> message.delivery().rejectNow(requeue))));
    }

    List<Step> steps() {
        return steps;
    }

    private record Apply(Runnable effect) implements Operation {
        @Override
        public void apply() {
            effect.run();
        }

        @Override
        public void undo() {}
    }
}
