package org.leveretmq.conformance.wire;

import java.nio.ByteBuffer;

/** A frame (AMQP 0-9-1 §4.2.3) as it came from the broker. */
public record Frame(int type, int channel, byte[] payload) {
    public static final int METHOD = 1;
    public static final int HEADER = 2;
    public static final int BODY = 3;
    public static final int HEARTBEAT = 8;

    /** What arrives with a method frame. */
    public ReceivedMethod method() {
        return new ReceivedMethod(channel, payload);
    }

    /** The size of the whole on the wire. */
    public int wireSize() {
        return payload.length + 8;
    }

    boolean carries(MethodId id) {
        if (type != METHOD) {
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(payload);
        return in.getShort() == id.classId() && in.getShort() == id.methodId();
    }

    @Override
    public String toString() {
        return switch (type) {
            case METHOD -> "channel " + channel + ": " + method();
            case HEADER -> "channel " + channel + ": content header of " + payload.length + " bytes";
            case BODY -> "channel " + channel + ": content body of " + payload.length + " bytes";
            case HEARTBEAT -> "channel " + channel + ": heartbeat";
            default -> "channel " + channel + ": frame of type " + type;
        };
    }
}
