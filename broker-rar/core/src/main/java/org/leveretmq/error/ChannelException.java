package org.leveretmq.error;

/** An error that closes the channel and leaves the connection open ("soft error", AMQP 0-9-1 §2.2.10 and §4.8). */
public final class ChannelException extends AmqpException {
    private static final long serialVersionUID = 1L;

    /** An error of the method that is being handled. */
    public ChannelException(ReplyCode replyCode, String detail) {
        super(replyCode, detail, 0, 0);
    }

    /** An error of the named method. */
    public ChannelException(ReplyCode replyCode, String detail, int classId, int methodId) {
        super(replyCode, detail, classId, methodId);
    }

    private ChannelException(ChannelException error, int classId, int methodId) {
        super(error, classId, methodId);
    }

    /** The same error, said of the named method. */
    public ChannelException during(int methodClassId, int methodId) {
        return new ChannelException(this, methodClassId, methodId);
    }

    /** 404 {@code NOT_FOUND - <detail>}. */
    public static ChannelException notFound(String detail) {
        return new ChannelException(ReplyCode.NOT_FOUND, detail);
    }

    /** 406 {@code PRECONDITION_FAILED - <detail>}. */
    public static ChannelException preconditionFailed(String detail) {
        return new ChannelException(ReplyCode.PRECONDITION_FAILED, detail);
    }

    /** 403 {@code ACCESS_REFUSED - <detail>}. */
    public static ChannelException accessRefused(String detail) {
        return new ChannelException(ReplyCode.ACCESS_REFUSED, detail);
    }

    /** 405 {@code RESOURCE_LOCKED - <detail>}. */
    public static ChannelException resourceLocked(String detail) {
        return new ChannelException(ReplyCode.RESOURCE_LOCKED, detail);
    }
}
