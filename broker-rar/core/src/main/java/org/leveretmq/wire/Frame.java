package org.leveretmq.wire;

/** The numbers of the frame format (AMQP 0-9-1 §4.2.3). */
final class Frame {
    static final int METHOD = 1;
    static final int HEADER = 2;
    static final int BODY = 3;
    static final int HEARTBEAT = 8;

    static final int END = 0xCE;

    /** Type (1), channel (2), payload size (4). */
    static final int PREFIX_SIZE = 7;
    /** What surrounds a payload: the prefix and the end octet. */
    static final int OVERHEAD = 8;
    /** Class id (2), method id (2). */
    static final int METHOD_ID_SIZE = 4;
    /** Class id (2), weight (2), body size (8); the properties follow. */
    static final int CONTENT_HEADER_SIZE = 12;

    static final int BASIC_CLASS_ID = 60;

    private Frame() {}
}
