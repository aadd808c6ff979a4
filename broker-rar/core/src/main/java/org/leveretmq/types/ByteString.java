package org.leveretmq.types;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A long string of a field table that is not UTF-8, so that no {@link String} can stand for it. */
public final class ByteString {
    private final byte[] bytes;

    /** Copies the bytes. */
    public ByteString(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString string && Arrays.equals(bytes, string.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The bytes as Latin-1. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
