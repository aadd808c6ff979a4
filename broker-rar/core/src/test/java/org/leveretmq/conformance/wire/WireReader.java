package org.leveretmq.conformance.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads elementary domains (AMQP 0-9-1 §4.2.5). */
final class WireReader {
    private WireReader() {}

    static ByteBuffer slice(ByteBuffer in, int length) {
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return part;
    }

    static String shortString(ByteBuffer in) {
        return new String(take(in, in.get() & 0xFF), StandardCharsets.UTF_8);
    }

    static byte[] longString(ByteBuffer in) {
        return take(in, in.getInt());
    }

    static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
