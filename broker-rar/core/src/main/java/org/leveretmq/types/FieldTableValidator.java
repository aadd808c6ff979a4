package org.leveretmq.types;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.leveretmq.error.ConnectionException;

/**
 * Checks all that {@link FieldTableCodec#decode} would check, and allocates nothing: headers of published messages are checked when
 * they come and decoded only if somebody looks. What passes here must decode, or headers would get lost later. Any thread.
 */
final class FieldTableValidator {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private FieldTableValidator() {}

    static void entries(byte[] bytes, int from, int end, int depth) throws ConnectionException {
        int at = from;
        while (at < end) {
            int nameLength = bytes[at++] & 0xFF;
            require(nameLength, end - at);
            if (!Utf8.isValid(bytes, at, nameLength)) {
                throw FieldTableCodec.nameNotUtf8();
            }
            at = value(bytes, at + nameLength, end, depth);
        }
    }

    private static void array(byte[] bytes, int from, int end, int depth) throws ConnectionException {
        int at = from;
        while (at < end) {
            at = value(bytes, at, end, depth);
        }
    }

    /** Checks the value at {@code at} and returns the index behind it. */
    private static int value(byte[] bytes, int at, int end, int depth) throws ConnectionException {
        require(1, end - at);
        byte type = bytes[at];
        int start = at + 1;
        int fixed = fixedSize(type);
        if (fixed >= 0) {
            require(fixed, end - start);
            return start + fixed;
        }
        require(4, end - start);
        int length = (int) INT.get(bytes, start);
        start += 4;
        require(length, end - start);
        if (type == 'F') {
            entries(bytes, start, start + length, deeper(depth));
        } else if (type == 'A') {
            array(bytes, start, start + length, deeper(depth));
        }
        return start + length;
    }

    /** The size of a value of the type, or -1 if a 32-bit length precedes it. */
    private static int fixedSize(byte type) throws ConnectionException {
        return switch (type) {
            case 'V' -> 0;
            case 't', 'b', 'B' -> 1;
            case 's', 'u', 'U' -> 2;
            case 'I', 'i', 'f' -> 4;
            case 'D' -> 5;
            case 'l', 'L', 'd', 'T' -> 8;
            case 'S', 'x', 'F', 'A' -> -1;
            default -> throw FieldTableCodec.unknownType(type);
        };
    }

    /** Checks that so many bytes are there; a length above 2^31 arrives here as a negative number. */
    private static void require(int length, int available) throws ConnectionException {
        if (length < 0 || length > available) {
            throw FieldTableCodec.truncated();
        }
    }

    private static int deeper(int depth) throws ConnectionException {
        if (depth >= FieldTableCodec.MAX_DEPTH) {
            throw FieldTableCodec.tooDeep();
        }
        return depth + 1;
    }
}
