package org.leveretmq.vhost;

import org.leveretmq.durability.HeapWatermark;
import org.leveretmq.error.ChannelException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.message.Message;
import org.leveretmq.queue.HeapAccount;

/**
 * The heap of messages that wait for their transactions to commit. Nothing but the end of the transaction gives it back, so those of all virtual hosts
 * together get half of what messages may take, and the transaction that wants more is ended: if its publisher had to wait, it could not commit
 * either. Confined to the virtual host's loop.
 */
public final class TransactionMemory {
    private static final int MEBIBYTE = 1 << 20;

    private final HeapAccount heap;
    private final HeapWatermark watermark;

    TransactionMemory(HeapAccount heap, HeapWatermark watermark) {
        this.heap = heap;
        this.watermark = watermark;
    }

    /** Checks that a transaction may hold one more message. @throws ChannelException 506 if not */
    public void requireRoom() throws ChannelException {
        if (watermark.heldInTransactionsBytes() > watermark.limitBytes() / 2) {
            throw new ChannelException(
                    ReplyCode.RESOURCE_ERROR,
                    "messages of open transactions take more than " + watermark.limitBytes() / 2 / MEBIBYTE
                            + " MiB, half of what messages may take: commit earlier");
        }
    }

    /** A transaction holds this message. */
    public void hold(Message message) {
        heap.hold(message);
        watermark.changeInTransactions(message.footprintBytes());
    }

    /** It does not hold it any more: it was committed or rolled back. */
    public void release(Message message) {
        heap.drop(message);
        watermark.changeInTransactions(-message.footprintBytes());
    }
}
