package org.leveretmq.transport;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.leveretmq.channel.Publication;
import org.leveretmq.error.ChannelException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.wire.method.BasicPublish;

/**
 * Puts the frames of a publish together: method, header, body (AMQP 0-9-1 §4.2.6). One for each channel; confined to the event loop.
 */
final class ContentAssembler {
    private static final int BASIC_CLASS = 60;
    private static final byte[] EMPTY = {};
    /** Not more is set aside for a body before it arrives. */
    private static final int FIRST_ALLOCATION_BYTES = 1 << 20;

    private @Nullable BasicPublish method;
    private @Nullable MessageProperties properties;
    private byte[] body = EMPTY;
    private long expectedBytes;
    private long receivedBytes;
    private boolean discarding;

    /** @throws ConnectionException 505 if a content is not complete yet */
    void requireNoContentPending() throws ConnectionException {
        if (properties != null || discarding) {
            throw ConnectionException.unexpectedFrame("expected content body, got non content body frame instead");
        }
        if (method != null) {
            throw ConnectionException.unexpectedFrame(
                    "expected content header for class 60, got non content header frame instead");
        }
    }

    /** The publish method has come. */
    void begin(BasicPublish publish) throws ConnectionException {
        requireNoContentPending();
        method = publish;
    }

    /**
     * The header has come.
     *
     * @return the publication, if it has no body
     * @throws ConnectionException 505 if no header was expected
     * @throws ChannelException 406 if the body is too large; its frames are dropped as they come
     */
    @Nullable
    Publication header(int classId, long bodyBytes, MessageProperties header, long maxMessageBytes)
            throws ConnectionException, ChannelException {
        BasicPublish publish = method;
        if (publish == null || properties != null || discarding) {
            throw ConnectionException.unexpectedFrame("expected method frame, got content header frame instead");
        }
        if (classId != BASIC_CLASS) {
            throw ConnectionException.unexpectedFrame(
                    "expected content header for class 60, got one for class " + classId + " instead");
        }
        expectedBytes = bodyBytes;
        receivedBytes = 0;
        if (bodyBytes < 0 || bodyBytes > maxMessageBytes) {
            method = null;
            discarding = true;
            throw ChannelException.preconditionFailed("message size " + Long.toUnsignedString(bodyBytes)
                    + " is larger than configured max size " + maxMessageBytes);
        }
        properties = header;
        if (bodyBytes == 0) {
            return complete(publish, header);
        }
        body = new byte[(int) Math.min(bodyBytes, FIRST_ALLOCATION_BYTES)];
        return null;
    }

    /**
     * A piece of the body has come.
     *
     * @return the publication, if it is complete
     * @throws ConnectionException 505 if no body was expected, 501 if it is longer than announced
     */
    @Nullable
    Publication body(ByteBuf piece) throws ConnectionException {
        BasicPublish publish = method;
        MessageProperties header = properties;
        if (!discarding && (publish == null || header == null)) {
            throw ConnectionException.unexpectedFrame("expected method frame, got content body frame instead");
        }
        int length = piece.readableBytes();
        if (expectedBytes >= 0 && length > expectedBytes - receivedBytes) {
            throw ConnectionException.frameError(
                    "content body is longer than the announced " + expectedBytes + " bytes");
        }
        if (discarding) {
            receivedBytes += length;
            discarding = expectedBytes < 0 || receivedBytes < expectedBytes;
            return null;
        }
        append(piece, length);
        return receivedBytes == expectedBytes && publish != null && header != null ? complete(publish, header) : null;
    }

    private void append(ByteBuf piece, int length) {
        int offset = (int) receivedBytes;
        if (offset + length > body.length) {
            long capacity = Math.max((long) body.length * 2, (long) offset + length);
            body = Arrays.copyOf(body, (int) Math.min(expectedBytes, capacity));
        }
        piece.getBytes(piece.readerIndex(), body, offset, length);
        receivedBytes += length;
    }

    private Publication complete(BasicPublish publish, MessageProperties header) {
        Publication publication = new Publication(publish, header, body);
        method = null;
        properties = null;
        body = EMPTY;
        return publication;
    }
}
