package org.leveretmq.types;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Bytes of field tables for tests, put together by hand and not with our encoder. */
final class EncodedTable {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** A name and the type letter of its value. */
    EncodedTable entry(String name, char type) {
        return int8(name.getBytes(StandardCharsets.UTF_8).length)
                .raw(name.getBytes(StandardCharsets.UTF_8))
                .int8(type);
    }

    EncodedTable int8(int value) {
        return append(() -> out.writeByte(value));
    }

    EncodedTable int16(int value) {
        return append(() -> out.writeShort(value));
    }

    EncodedTable int32(int value) {
        return append(() -> out.writeInt(value));
    }

    EncodedTable int64(long value) {
        return append(() -> out.writeLong(value));
    }

    /** A 32-bit length and the bytes. */
    EncodedTable block(byte[] block) {
        return int32(block.length).raw(block);
    }

    EncodedTable block(String text) {
        return block(text.getBytes(StandardCharsets.UTF_8));
    }

    EncodedTable raw(byte... raw) {
        return append(() -> out.write(raw));
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private EncodedTable append(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
