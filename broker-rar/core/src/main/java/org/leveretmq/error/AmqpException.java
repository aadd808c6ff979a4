package org.leveretmq.error;

/**
 * A protocol error that a peer is told about: reply code, text and the method that caused it.
 *
 * <p>Carries no stack trace, because hostile clients can cause any number of them. Class and method id may be filled in by
 * the dispatcher, which knows which method it was handling.
 */
public abstract sealed class AmqpException extends Exception permits ChannelException, ConnectionException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_TEXT_BYTES = 255;

    private final ReplyCode replyCode;
    private final int classId;
    private final int methodId;

    AmqpException(ReplyCode replyCode, String detail, int classId, int methodId) {
        super(replyCode.name() + " - " + detail, null, false, false);
        this.replyCode = replyCode;
        this.classId = classId;
        this.methodId = methodId;
    }

    AmqpException(AmqpException error, int classId, int methodId) {
        super(error.getMessage(), null, false, false);
        this.replyCode = error.replyCode;
        this.classId = classId;
        this.methodId = methodId;
    }

    /** The reply code that the close method will carry. */
    public ReplyCode replyCode() {
        return replyCode;
    }

    /** The class id of the offending method, 0 if none is known. */
    public int classId() {
        return classId;
    }

    /** The method id of the offending method, 0 if none is known. */
    public int methodId() {
        return methodId;
    }

    /** The text for the peer, {@code NOT_FOUND - no queue 'q' in vhost '/'}, cut to what a short string holds (255 bytes). */
    public String replyText() {
        String text = String.valueOf(getMessage());
        int end = text.length();
        while (utf8Length(text, end) > MAX_TEXT_BYTES) {
            end--;
        }
        if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static int utf8Length(String text, int end) {
        int bytes = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
