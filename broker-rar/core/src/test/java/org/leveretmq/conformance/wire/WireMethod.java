package org.leveretmq.conformance.wire;

/** The payload of a method frame (AMQP 0-9-1 §4.2.4) to be sent. Its arguments are appended one after the other. */
public final class WireMethod extends WireBytes<WireMethod> {
    private final String name;

    private WireMethod(int classId, int methodId) {
        name = MethodId.describe(classId, methodId);
        shortUint(classId).shortUint(methodId);
    }

    /** A method without arguments so far. */
    public static WireMethod method(MethodId id) {
        return new WireMethod(id.classId(), id.methodId());
    }

    /** A method that need not exist. */
    public static WireMethod method(int classId, int methodId) {
        return new WireMethod(classId, methodId);
    }

    /** Its frame on this channel. */
    public byte[] frame(int channel) {
        return frame(Frame.METHOD, channel, toBytes());
    }

    @Override
    public String toString() {
        return name;
    }
}
