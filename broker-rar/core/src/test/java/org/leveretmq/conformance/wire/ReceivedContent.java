package org.leveretmq.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A content (AMQP 0-9-1 §4.2.6) that came from the broker, frame by frame. */
public final class ReceivedContent {
    private final int classId;
    private final int weight;
    private final long bodySize;
    private final byte[] properties;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<Integer> frameSizes = new ArrayList<>();

    ReceivedContent(Frame header) {
        ByteBuffer in = ByteBuffer.wrap(header.payload());
        classId = in.getShort();
        weight = in.getShort();
        bodySize = in.getLong();
        properties = WireReader.take(in, in.remaining());
    }

    void add(Frame bodyFrame) {
        frameSizes.add(bodyFrame.wireSize());
        body.writeBytes(bodyFrame.payload());
    }

    boolean complete() {
        return body.size() >= bodySize;
    }

    public int classId() {
        return classId;
    }

    public int weight() {
        return weight;
    }

    public long bodySize() {
        return bodySize;
    }

    /** Property flags and list as they came. */
    public byte[] properties() {
        return properties;
    }

    public byte[] body() {
        return body.toByteArray();
    }

    public String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    /** The sizes of the body frames on the wire, all bytes counted. */
    public List<Integer> frameSizes() {
        return frameSizes;
    }
}
