package org.leveretmq.types;

import java.nio.ByteBuffer;
import org.leveretmq.error.ConnectionException;

/**
 * Walks over the encoding of a field table and checks its structure, without making objects of what is in it: headers of published
 * messages are checked when they come and decoded only if somebody looks. Any thread.
 */
final class FieldTableValidator {
    private FieldTableValidator() {}

    static void table(ByteBuffer in, int end, int depth) throws ConnectionException {
        requireDepth(depth);
        while (in.position() < end) {
            skip(in, end, in.get() & 0xFF);
            value(in, end, depth);
        }
    }

    private static void array(ByteBuffer in, int end, int depth) throws ConnectionException {
        requireDepth(depth);
        while (in.position() < end) {
            value(in, end, depth);
        }
    }

    private static void value(ByteBuffer in, int end, int depth) throws ConnectionException {
        requireRoom(in, end, 1);
        byte type = in.get();
        switch (type) {
            case 'V' -> {}
            case 't', 'b', 'B' -> skip(in, end, 1);
            case 's', 'U', 'u' -> skip(in, end, 2);
            case 'I', 'i', 'f' -> skip(in, end, 4);
            case 'D' -> skip(in, end, 5);
            case 'l', 'L', 'd', 'T' -> skip(in, end, 8);
            case 'S', 'x' -> skip(in, end, length(in, end));
            case 'F' -> {
                int length = length(in, end);
                table(in, in.position() + length, depth + 1);
            }
            case 'A' -> {
                int length = length(in, end);
                array(in, in.position() + length, depth + 1);
            }
            default -> throw FieldTableCodec.unknownType(type);
        }
    }

    private static int length(ByteBuffer in, int end) throws ConnectionException {
        requireRoom(in, end, 4);
        int length = in.getInt();
        if (length < 0 || length > end - in.position()) {
            throw FieldTableCodec.truncated();
        }
        return length;
    }

    private static void skip(ByteBuffer in, int end, int bytes) throws ConnectionException {
        requireRoom(in, end, bytes);
        in.position(in.position() + bytes);
    }

    private static void requireRoom(ByteBuffer in, int end, int bytes) throws ConnectionException {
        if (end - in.position() < bytes) {
            throw FieldTableCodec.truncated();
        }
    }

    private static void requireDepth(int depth) throws ConnectionException {
        if (depth > FieldTableCodec.MAX_DEPTH) {
            throw FieldTableCodec.tooDeep();
        }
    }
}
