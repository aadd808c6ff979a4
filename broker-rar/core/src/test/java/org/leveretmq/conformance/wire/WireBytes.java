package org.leveretmq.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes the elementary domains of AMQP 0-9-1 §4.2.5. Knows nothing of the broker's own codec, and writes nonsense when it is asked to.
 *
 * @param <T> what the fluent methods return
 */
public class WireBytes<T extends WireBytes<T>> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Bytes to be filled. */
    public static final class Plain extends WireBytes<Plain> {}

    /** An empty sequence of bytes. */
    public static Plain bytes() {
        return new Plain();
    }

    @SuppressWarnings("unchecked")
    private T self() {
        return (T) this;
    }

    /** One byte. */
    public T octet(int value) {
        bytes.write(value);
        return self();
    }

    /** Two bytes. */
    public T shortUint(int value) {
        return octet(value >> 8).octet(value);
    }

    /** Four bytes. */
    public T longUint(long value) {
        return shortUint((int) (value >> 16)).shortUint((int) value);
    }

    /** Eight bytes. */
    public T longLong(long value) {
        return longUint(value >> 32).longUint(value);
    }

    /** A length byte and UTF-8. */
    public T shortString(String value) {
        return shortString(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A length byte and bytes that may be no UTF-8. */
    public T shortString(byte[] value) {
        if (value.length > 255) {
            throw new IllegalArgumentException(value.length + " bytes in a short string");
        }
        return octet(value.length).raw(value);
    }

    /** Four bytes of length and UTF-8. */
    public T longString(String value) {
        return longString(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Four bytes of length and bytes. */
    public T longString(byte[] value) {
        return longUint(value.length).raw(value);
    }

    /** Flags in one byte, the first one in the lowest bit. */
    public T bits(boolean... flags) {
        int octet = 0;
        for (int i = 0; i < flags.length; i++) {
            octet |= flags[i] ? 1 << i : 0;
        }
        return octet(octet);
    }

    /** A field table with its length. */
    public T table(Map<String, ?> entries) {
        return longString(WireTable.encode(entries));
    }

    /** The table without entries. */
    public T emptyTable() {
        return longUint(0);
    }

    /** Bytes as they are. */
    public T raw(byte... value) {
        bytes.writeBytes(value);
        return self();
    }

    /** What was written so far. */
    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** A frame (§4.2.3) with the right size and end. */
    public static byte[] frame(int type, int channel, byte[] payload) {
        return frame(type, channel, payload.length, payload, 0xCE);
    }

    /** A frame with any size and end. */
    public static byte[] frame(int type, int channel, long announcedSize, byte[] payload, int end) {
        return bytes().octet(type)
                .shortUint(channel)
                .longUint(announcedSize)
                .raw(payload)
                .octet(end)
                .toBytes();
    }

    /** Several pieces in a row. */
    public static byte[] join(byte[]... pieces) {
        Plain all = bytes();
        for (byte[] piece : pieces) {
            all.raw(piece);
        }
        return all.toBytes();
    }

    static ByteBuffer reader(byte[] bytes) {
        return ByteBuffer.wrap(bytes);
    }
}
