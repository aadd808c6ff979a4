package org.leveretmq.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds the payload of a frame byte by byte, independently of the broker's codec. */
final class Arguments {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static Arguments method(int classId, int methodId) {
        return new Arguments().int16(classId).int16(methodId);
    }

    Arguments int8(int value) {
        bytes.write(value);
        return this;
    }

    Arguments int16(int value) {
        return int8(value >> 8).int8(value);
    }

    Arguments int32(long value) {
        return int16((int) (value >> 16)).int16((int) value);
    }

    Arguments int64(long value) {
        return int32(value >> 32).int32(value);
    }

    Arguments raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    /** A short string. */
    Arguments text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        return int8(encoded.length).raw(encoded);
    }

    /** A long string, or a table of these entries. */
    Arguments block(byte[] value) {
        return int32(value.length).raw(value);
    }

    /** An empty table. */
    Arguments noTable() {
        return int32(0);
    }

    /** Bits, the first one lowest. */
    Arguments bits(boolean... values) {
        int octet = 0;
        for (int i = 0; i < values.length; i++) {
            octet |= values[i] ? 1 << i : 0;
        }
        return int8(octet);
    }

    /** A table entry with a long string. */
    Arguments entry(String name, String value) {
        return text(name).int8('S').block(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A table entry with a signed 32 bit integer. */
    Arguments entry(String name, int value) {
        return text(name).int8('I').int32(value);
    }

    /** A table entry with a boolean. */
    Arguments entry(String name, boolean value) {
        return text(name).int8('t').int8(value ? 1 : 0);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
