package org.leveretmq.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.durability.AtomicWrites;
import org.leveretmq.exchange.DuplicateFilter;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Message;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.vhost.Firehose;
import org.leveretmq.vhost.StagedMessage;
import org.leveretmq.vhost.VirtualHost;

/**
 * A publish that waits for its transaction; it is routed when that commits. If the exchange is gone by then, no queue receives it. Confined to
 * the virtual host's loop.
 */
public final class PublishOperation implements Operation {
    /** Told of a mandatory message that no queue has received, on the loop. */
    public interface Returns {
        /** No queue has received it. */
        void unroutable(Message message);
    }

    private final VirtualHost host;
    private final Message message;
    private final boolean mandatory;
    private final Firehose.Tap tap;
    private final Returns returns;
    private @Nullable StagedMessage staged;

    /**
     * Holds a message that may be published.
     *
     * @param tap how the firehose shows who publishes it
     */
    public PublishOperation(VirtualHost host, Message message, boolean mandatory, Firehose.Tap tap, Returns returns) {
        this.host = host;
        this.message = message;
        this.mandatory = mandatory;
        this.tap = tap;
        this.returns = returns;
    }

    @Override
    public void held() {
        host.transactionMemory().hold(message);
    }

    @Override
    public void forget() {
        host.transactionMemory().release(message);
    }

    @Override
    public void stage(AtomicWrites writes) {
        if (staged == null) {
            Exchange exchange = host.exchanges().find(message.exchange());
            staged = exchange == null ? null : host.stage(exchange, message);
        }
        if (staged != null) {
            staged.stage(writes);
        }
    }

    @Override
    public void unstage() {
        if (staged != null) {
            staged.withdraw();
        }
    }

    @Override
    public void apply() {
        List<MessageQueue> routed = staged == null ? List.of() : staged.routed();
        host.counters().count(Figure.PUBLISH);
        if (staged != null) {
            staged.show();
        }
        host.firehose().published(message, routed, tap);
        if (routed.isEmpty()) {
            unroutable();
        }
        host.transactionMemory().release(message);
    }

    private void unroutable() {
        if (mandatory) {
            returns.unroutable(message);
        } else {
            host.counters().count(Figure.DROP_UNROUTABLE);
        }
    }

    @Override
    public void undo() {
        // Nobody has seen anything of it, but the exchange may have taken it for the first of its kind.
        Exchange exchange = host.exchanges().find(message.exchange());
        DuplicateFilter duplicates = exchange == null ? null : exchange.duplicates();
        if (duplicates != null && staged != null && !staged.routed().isEmpty()) {
            duplicates.forget(message);
        }
        host.transactionMemory().release(message);
    }

    @Override
    public void describe(BranchContents contents) {
        if (message.persistent()) {
            contents.publishes(message, mandatory);
        }
    }
}
