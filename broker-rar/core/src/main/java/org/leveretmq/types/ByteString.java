package org.leveretmq.types;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A long string of a field table (type {@code S}) that is not UTF-8 and therefore cannot be a {@link String}.
 *
 * <p>Keeps the bytes, so that a message passes through with its headers unharmed: encoded as {@code S} again. Immutable.
 */
public final class ByteString {
    private final byte[] bytes;

    private ByteString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A byte string with a copy of these bytes. */
    public static ByteString of(byte[] bytes) {
        return new ByteString(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** The bytes themselves, for the encoder. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** A readable rendering: malformed bytes as U+FFFD. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
