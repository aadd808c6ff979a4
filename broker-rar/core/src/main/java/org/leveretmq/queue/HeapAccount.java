package org.leveretmq.queue;

import java.util.function.LongConsumer;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.message.Message;

/**
 * Counts the heap that a virtual host's messages take, each message once however many queues hold it, and tells the difference once a turn,
 * so that publishers can be stopped before the heap is full. Confined to the virtual host's loop.
 */
public final class HeapAccount {
    private final SerialLoop loop;
    private final LongConsumer listener;
    private long changeBytes;
    private boolean reporting;

    /** The listener receives changes in bytes, on the loop; it must not block. */
    public HeapAccount(SerialLoop loop, LongConsumer listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /** One more holds the message: a queue, or a transaction. */
    public void hold(Message message) {
        if (message.retain()) {
            change(message.footprintBytes());
        }
    }

    /** One of those that hold the message does not any more. */
    public void drop(Message message) {
        if (message.release()) {
            change(-message.footprintBytes());
        }
    }

    private void change(int bytes) {
        changeBytes += bytes;
        if (!reporting) {
            reporting = true;
            loop.atEndOfTurn(SerialLoop.Phase.SETTLE, this::report);
        }
    }

    private void report() {
        reporting = false;
        long bytes = changeBytes;
        changeBytes = 0;
        if (bytes != 0) {
            listener.accept(bytes);
        }
    }
}
