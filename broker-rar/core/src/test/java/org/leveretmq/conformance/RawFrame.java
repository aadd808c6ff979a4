package org.leveretmq.conformance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A frame as it came, with a cursor over its payload. */
final class RawFrame {
    static final int METHOD = 1;
    static final int HEADER = 2;
    static final int BODY = 3;
    static final int HEARTBEAT = 8;

    private final int type;
    private final int channel;
    private final ByteBuffer payload;

    RawFrame(int type, int channel, byte[] payload) {
        this.type = type;
        this.channel = channel;
        this.payload = ByteBuffer.wrap(payload);
    }

    int type() {
        return type;
    }

    int channel() {
        return channel;
    }

    boolean isMethod(int classId, int methodId) {
        return type == METHOD && payload.getShort(0) == classId && payload.getShort(2) == methodId;
    }

    /** The cursor behind class and method id. */
    RawFrame fields() {
        payload.position(4);
        return this;
    }

    int int8() {
        return payload.get() & 0xFF;
    }

    int int16() {
        return payload.getShort() & 0xFFFF;
    }

    int int32() {
        return payload.getInt();
    }

    long int64() {
        return payload.getLong();
    }

    String text() {
        byte[] bytes = new byte[int8()];
        payload.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String longText() {
        byte[] bytes = new byte[int32()];
        payload.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] rest() {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return bytes;
    }

    int remaining() {
        return payload.remaining();
    }

    @Override
    public String toString() {
        String what = type == METHOD ? "method " + payload.getShort(0) + "/" + payload.getShort(2) : "type " + type;
        return what + " on channel " + channel + ": " + new String(payload.array(), StandardCharsets.ISO_8859_1);
    }
}
