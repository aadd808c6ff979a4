package org.leveretmq.transport;

import io.netty.buffer.ByteBuf;

/** The eight bytes that a client begins with (AMQP 0-9-1 §4.2.2). */
final class ProtocolHeader {
    static final int LENGTH = 8;

    /** AMQP 0-9-1, and what clients of AMQP 0-9 send, who speak the same. */
    private static final byte[][] ACCEPTED = {
        {'A', 'M', 'Q', 'P', 0, 0, 9, 1}, {'A', 'M', 'Q', 'P', 1, 1, 0, 9}, {'A', 'M', 'Q', 'P', 0, 0, 9, 0}
    };

    private ProtocolHeader() {}

    /** What the server answers to anything else, before it closes. */
    static byte[] supported() {
        return ACCEPTED[0].clone();
    }

    /** Whether the bytes that have come so far, up to eight, can still become a header that is accepted. */
    static boolean acceptable(ByteBuf in) {
        for (byte[] header : ACCEPTED) {
            if (begins(in, header)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(ByteBuf in, byte[] header) {
        int length = Math.min(in.readableBytes(), LENGTH);
        for (int i = 0; i < length; i++) {
            if (in.getByte(in.readerIndex() + i) != header[i]) {
                return false;
            }
        }
        return true;
    }
}
