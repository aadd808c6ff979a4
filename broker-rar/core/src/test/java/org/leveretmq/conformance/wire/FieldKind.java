package org.leveretmq.conformance.wire;

import java.util.EnumSet;
import java.util.Set;

/** The kinds of values in a field table as clients of RabbitMQ write them, each with a small value of its kind. */
public enum FieldKind {
    BOOLEAN('t', value().octet(1)),
    SIGNED_BYTE('b', value().octet(5)),
    UNSIGNED_BYTE('B', value().octet(5)),
    SIGNED_SHORT('s', value().shortUint(5)),
    UNSIGNED_SHORT('u', value().shortUint(5)),
    SIGNED_INT('I', value().longUint(5)),
    UNSIGNED_INT('i', value().longUint(5)),
    SIGNED_LONG('l', value().longLong(5)),
    FLOAT('f', value().longUint(Float.floatToIntBits(5))),
    DOUBLE('d', value().longLong(Double.doubleToLongBits(5))),
    DECIMAL('D', value().octet(0).longUint(5)),
    TEXT('S', value().longString("5")),
    BYTES('x', value().longString("5")),
    ARRAY('A', value().longString(new byte[] {'I', 0, 0, 0, 5})),
    TIMESTAMP('T', value().longLong(5)),
    TABLE('F', value().longString(new byte[] {1, 'k', 'I', 0, 0, 0, 5})),
    VOID('V', value());

    /** All that hold a whole number. */
    public static final Set<FieldKind> INTEGERS = EnumSet.range(SIGNED_BYTE, SIGNED_LONG);

    private final char type;
    private final byte[] bytes;

    FieldKind(char type, WireBytes.Plain value) {
        this.type = type;
        this.bytes = value.toBytes();
    }

    private static WireBytes.Plain value() {
        return WireBytes.bytes();
    }

    /** A field of a table with this name and a value of this kind: 5, or as near to it as the kind allows. */
    public byte[] field(String name) {
        return WireBytes.bytes().shortString(name).octet(type).raw(bytes).toBytes();
    }
}
