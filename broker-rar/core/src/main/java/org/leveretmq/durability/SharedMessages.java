package org.leveretmq.durability;

import java.util.HashMap;
import java.util.Map;
import org.leveretmq.store.StoreOperation;

/**
 * In how many queues each message is that was stored for more than one; with the last place the message itself goes. Takes four bytes a message
 * where most messages with neighbouring ids are shared. Confined to the virtual host's loop.
 */
final class SharedMessages {
    private static final int BLOCK_BITS = 8;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private static final class Block {
        private final int[] places = new int[BLOCK];
        private int messages;
    }

    private final Map<Long, Block> blocks = new HashMap<>();

    /** The message is in so many queues more. */
    void add(long messageId, int places) {
        Block block = blocks.computeIfAbsent(messageId >> BLOCK_BITS, key -> new Block());
        int at = (int) messageId & (BLOCK - 1);
        if (block.places[at] == 0) {
            block.messages++;
        }
        block.places[at] += places;
    }

    /** The message has left a queue. Returns whether it was the last one. */
    boolean remove(long messageId) {
        return take(messageId, 1);
    }

    /** This removal will not happen, and what it was to remove is in the store. */
    void undone(StoreOperation.RemoveEntry removal) {
        if (removal.shared()) {
            add(removal.messageId(), 1);
        }
    }

    /** This removal, but not of the message itself if it is in a queue after all: a unit that was to remove it there was undone meanwhile. */
    StoreOperation.RemoveEntry checked(StoreOperation.RemoveEntry removal) {
        return removal.shared() && removal.last() && contains(removal.messageId())
                ? new StoreOperation.RemoveEntry(removal.messageId(), removal.entry(), true, false)
                : removal;
    }

    private boolean contains(long messageId) {
        Block block = blocks.get(messageId >> BLOCK_BITS);
        return block != null && block.places[(int) messageId & (BLOCK - 1)] > 0;
    }

    /** The message is in no queue; it was not stored. */
    void forget(long messageId) {
        take(messageId, Integer.MAX_VALUE);
    }

    private boolean take(long messageId, int places) {
        Block block = blocks.get(messageId >> BLOCK_BITS);
        int at = (int) messageId & (BLOCK - 1);
        if (block == null || block.places[at] == 0) {
            return true;
        }
        block.places[at] = Math.max(0, block.places[at] - places);
        if (block.places[at] > 0) {
            return false;
        }
        block.messages--;
        if (block.messages == 0) {
            blocks.remove(messageId >> BLOCK_BITS);
        }
        return true;
    }
}
