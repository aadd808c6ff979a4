package org.leveretmq.wire;

/** The frame types and the fixed bytes of a frame (AMQP 0-9-1 §4.2.3). */
final class FrameType {
    static final int METHOD = 1;
    static final int HEADER = 2;
    static final int BODY = 3;
    static final int HEARTBEAT = 8;

    /** Type, channel and payload size. */
    static final int HEAD_BYTES = 7;

    static final int END_BYTES = 1;
    static final int END = 0xCE;

    private FrameType() {}
}
