package org.leveretmq.storage.jpa.crash;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bodies that say which message they are of, of a size that follows from it, so that a damaged one is noticed. */
final class Payload {
    private static final int LARGE_EVERY = 97;
    /** Stored as a BLOB. */
    private static final int LARGE_BYTES = 40_000;

    private static final int SMALL_BYTES = 1000;

    private Payload() {}

    /** The body of a message: 40,000 bytes of each 97th, else up to 1,000. */
    static byte[] of(MessageId id) {
        byte[] name = (id + ";").getBytes(StandardCharsets.US_ASCII);
        int size = id.number() % LARGE_EVERY == 0 ? LARGE_BYTES : name.length + (int) (id.number() * 31 % SMALL_BYTES);
        byte[] body = Arrays.copyOf(name, Math.max(size, name.length));
        Arrays.fill(body, name.length, body.length, (byte) id.number());
        return body;
    }

    /** The message that a body is of. @throws IllegalArgumentException if it is not as it was sent */
    static MessageId idOf(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 100), StandardCharsets.ISO_8859_1);
        int space = text.indexOf(' ');
        int end = text.indexOf(';');
        if (space < 0 || end < space) {
            throw new IllegalArgumentException("A body that nobody has sent: " + text);
        }
        MessageId id = new MessageId(text.substring(0, space), Long.parseLong(text.substring(space + 1, end)));
        if (!Arrays.equals(of(id), body)) {
            throw new IllegalArgumentException("The body of " + id + " is not as it was sent");
        }
        return id;
    }
}
