package org.leveretmq.wire;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leveretmq.types.Utf8;

/**
 * Remembers short strings that a connection has sent, so that the names it repeats with every message are decoded once. Bounded;
 * a new string replaces an older one with the same hash, so no input makes a lookup slower. Confined to an event loop.
 */
final class ShortStringCache {
    private static final int SLOTS = 256;
    private static final int MAX_BYTES = 255;
    /** Bounds what a connection can make us keep; routing keys are shorter. */
    private static final int LONGEST_CACHED = 128;

    private static final long MIXER = 0x9E37_79B9_7F4A_7C15L;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] keys = new byte[SLOTS][];
    private final @Nullable String[] values = new String[SLOTS];
    private final byte[] scratch = new byte[MAX_BYTES];

    /** The text of these bytes, of which there are at most 255, or null if they are not UTF-8. */
    @Nullable
    String decode(ByteBuf in, int offset, int length) {
        if (length == 0) {
            return "";
        }
        in.getBytes(offset, scratch, 0, length);
        int slot = slot(length);
        byte[] key = keys[slot];
        if (key != null && Arrays.equals(key, 0, key.length, scratch, 0, length)) {
            return values[slot];
        }
        byte[] bytes = Arrays.copyOf(scratch, length);
        String text = Utf8.decode(bytes);
        if (text != null && length <= LONGEST_CACHED) {
            keys[slot] = bytes;
            values[slot] = text;
        }
        return text;
    }

    /** Eight bytes at a time: this runs twice for every message. */
    private int slot(int length) {
        long hash = length;
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(scratch, at)) * MIXER;
            hash ^= hash >>> 32;
        }
        for (; at < length; at++) {
            hash = hash * 31 + scratch[at];
        }
        return (int) ((hash * MIXER) >>> 40) & (SLOTS - 1);
    }
}
