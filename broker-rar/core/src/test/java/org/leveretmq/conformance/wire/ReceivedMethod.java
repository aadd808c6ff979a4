package org.leveretmq.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;

/** A method that came from the broker; its arguments are read one after the other. */
public final class ReceivedMethod {
    private final int channel;
    private final int classId;
    private final int methodId;
    private final ByteBuffer arguments;

    ReceivedMethod(int channel, byte[] payload) {
        this.channel = channel;
        ByteBuffer in = ByteBuffer.wrap(payload);
        classId = in.getShort();
        methodId = in.getShort();
        arguments = in.slice();
    }

    public int channel() {
        return channel;
    }

    public int octet() {
        return arguments.get() & 0xFF;
    }

    public int shortUint() {
        return arguments.getShort() & 0xFFFF;
    }

    public long longUint() {
        return arguments.getInt() & 0xFFFFFFFFL;
    }

    public long longLong() {
        return arguments.getLong();
    }

    public String shortString() {
        return WireReader.shortString(arguments);
    }

    /** Goes on after a short string that does not matter. */
    public ReceivedMethod skipName() {
        shortString();
        return this;
    }

    public String longString() {
        return new String(WireReader.longString(arguments), java.nio.charset.StandardCharsets.UTF_8);
    }

    public Map<String, Object> table() {
        return WireTable.read(arguments);
    }

    public boolean bit() {
        return (octet() & 1) != 0;
    }

    /** Fails if arguments are left over. */
    public void end() {
        assertThat(arguments.remaining())
                .as("bytes after the arguments of " + this)
                .isZero();
    }

    public boolean is(MethodId id) {
        return classId == id.classId() && methodId == id.methodId();
    }

    /** The name, and the reason for those that have one. Reads nothing of the arguments. */
    @Override
    public String toString() {
        String name = MethodId.describe(classId, methodId);
        if (is(MethodId.CONNECTION_CLOSE) || is(MethodId.CHANNEL_CLOSE)) {
            ByteBuffer in = arguments.duplicate().position(0);
            try {
                return name + " " + in.getShort() + " '" + WireReader.shortString(in) + "'";
            } catch (BufferUnderflowException e) {
                return name + ", malformed";
            }
        }
        return name;
    }
}
