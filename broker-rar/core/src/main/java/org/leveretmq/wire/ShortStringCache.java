package org.leveretmq.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leveretmq.types.Utf8;

/**
 * The short strings that one connection sent lately, so that the same exchange and routing key cost no allocation each time.
 *
 * <p>Direct-mapped and therefore bounded: a string displaces the one with which it shares a slot, and no input makes a lookup
 * slower. Confined to the event loop.
 */
final class ShortStringCache {
    /** Enough for the keys of an ordinary publisher; with more, strings are simply made anew. */
    private static final int SLOTS = 256;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] encoded = new byte[SLOTS][];
    private final String[] decoded = new String[SLOTS];

    /** The string that the first bytes of the array encode, or null if they are not UTF-8. */
    @Nullable
    String get(byte[] bytes, int length) {
        int slot = hash(bytes, length) & (SLOTS - 1);
        byte[] known = encoded[slot];
        if (known != null && Arrays.equals(known, 0, known.length, bytes, 0, length)) {
            return decoded[slot];
        }
        String text = Utf8.decode(bytes, 0, length);
        if (text != null) {
            encoded[slot] = Arrays.copyOf(bytes, length);
            decoded[slot] = text;
        }
        return text;
    }

    private static int hash(byte[] bytes, int length) {
        long hash = length;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(bytes, i)) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 32;
        }
        for (; i < length; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9E37_79B9_7F4A_7C15L;
        return (int) (hash >>> 40);
    }
}
