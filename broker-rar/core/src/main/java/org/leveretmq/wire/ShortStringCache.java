package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.leveretmq.types.Utf8;

/**
 * Remembers short strings that a connection has sent, so that the names it repeats with every message are decoded once. Bounded;
 * a new string replaces an older one with the same hash. Confined to an event loop.
 */
final class ShortStringCache {
    private static final int SLOTS = 256;
    private static final int LONGEST_CACHED = 64;

    private final byte[][] keys = new byte[SLOTS][];
    private final @Nullable String[] values = new String[SLOTS];

    /** The text of these bytes, or null if they are not UTF-8. */
    @Nullable
    String decode(ByteBuf in, int offset, int length) {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST_CACHED) {
            return fresh(in, offset, length);
        }
        int slot = slot(in, offset, length);
        byte[] key = keys[slot];
        if (key != null && matches(key, in, offset, length)) {
            return values[slot];
        }
        byte[] bytes = copy(in, offset, length);
        String text = Utf8.decode(bytes);
        if (text != null) {
            keys[slot] = bytes;
            values[slot] = text;
        }
        return text;
    }

    private static int slot(ByteBuf in, int offset, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + in.getByte(offset + i);
        }
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }

    private static boolean matches(byte[] key, ByteBuf in, int offset, int length) {
        if (key.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (key[i] != in.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String fresh(ByteBuf in, int offset, int length) {
        return Utf8.decode(copy(in, offset, length));
    }

    private static byte[] copy(ByteBuf in, int offset, int length) {
        byte[] bytes = new byte[length];
        in.getBytes(offset, bytes);
        return bytes;
    }
}
