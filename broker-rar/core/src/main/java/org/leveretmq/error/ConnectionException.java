package org.leveretmq.error;

/** An error that closes the connection ("hard error", AMQP 0-9-1 §2.2.10 and §4.8). */
public final class ConnectionException extends AmqpException {
    private static final long serialVersionUID = 1L;

    /** An error of the method that is being handled. */
    public ConnectionException(ReplyCode replyCode, String detail) {
        super(replyCode, detail, 0, 0);
    }

    /** An error of the named method. */
    public ConnectionException(ReplyCode replyCode, String detail, int classId, int methodId) {
        super(replyCode, detail, classId, methodId);
    }

    /** 501 {@code FRAME_ERROR - <detail>}. */
    public static ConnectionException frameError(String detail) {
        return new ConnectionException(ReplyCode.FRAME_ERROR, detail);
    }

    /** 502 {@code SYNTAX_ERROR - <detail>}. */
    public static ConnectionException syntaxError(String detail) {
        return new ConnectionException(ReplyCode.SYNTAX_ERROR, detail);
    }

    /** 503 {@code COMMAND_INVALID - <detail>}. */
    public static ConnectionException commandInvalid(String detail) {
        return new ConnectionException(ReplyCode.COMMAND_INVALID, detail);
    }

    /** 504 {@code CHANNEL_ERROR - <detail>}. */
    public static ConnectionException channelError(String detail) {
        return new ConnectionException(ReplyCode.CHANNEL_ERROR, detail);
    }

    /** 505 {@code UNEXPECTED_FRAME - <detail>}. */
    public static ConnectionException unexpectedFrame(String detail) {
        return new ConnectionException(ReplyCode.UNEXPECTED_FRAME, detail);
    }

    /** 530 {@code NOT_ALLOWED - <detail>}. */
    public static ConnectionException notAllowed(String detail) {
        return new ConnectionException(ReplyCode.NOT_ALLOWED, detail);
    }

    /** 540 {@code NOT_IMPLEMENTED - <detail>}. */
    public static ConnectionException notImplemented(String detail) {
        return new ConnectionException(ReplyCode.NOT_IMPLEMENTED, detail);
    }
}
