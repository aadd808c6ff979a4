package org.leveretmq.error;

/** A reply code of AMQP 0-9-1 (§1.2 of the reference) with the name that begins every reply text. */
public enum ReplyCode {
    /** 200: a close without an error. */
    REPLY_SUCCESS(200, true),
    /** 311: content larger than the peer can take now. */
    CONTENT_TOO_LARGE(311, false),
    /** 312: a mandatory message that no queue received; used in {@code basic.return}. */
    NO_ROUTE(312, false),
    /** 313: an immediate message that no consumer could take. */
    NO_CONSUMERS(313, false),
    /** 320: an operator or a shutdown closes the connection. */
    CONNECTION_FORCED(320, true),
    /** 402: the virtual host does not exist. */
    INVALID_PATH(402, true),
    /** 403: the user may not do this. */
    ACCESS_REFUSED(403, false),
    /** 404: a named queue or exchange does not exist. */
    NOT_FOUND(404, false),
    /** 405: another connection holds the queue exclusively. */
    RESOURCE_LOCKED(405, false),
    /** 406: a condition of the request does not hold. */
    PRECONDITION_FAILED(406, false),
    /** 501: a frame that cannot be decoded. */
    FRAME_ERROR(501, true),
    /** 502: a method with malformed arguments. */
    SYNTAX_ERROR(502, true),
    /** 503: a method that is not legal here, or unknown. */
    COMMAND_INVALID(503, true),
    /** 504: a channel that is not open, or already open. */
    CHANNEL_ERROR(504, true),
    /** 505: a frame that was not expected in this place. */
    UNEXPECTED_FRAME(505, true),
    /** 506: the server lacks a resource. */
    RESOURCE_ERROR(506, true),
    /** 530: not allowed by the server's configuration or state. */
    NOT_ALLOWED(530, true),
    /** 540: a feature that the server does not implement. */
    NOT_IMPLEMENTED(540, true),
    /** 541: an unforeseen failure of the server. */
    INTERNAL_ERROR(541, true);

    private final int code;
    private final boolean closesConnection;

    ReplyCode(int code, boolean closesConnection) {
        this.code = code;
        this.closesConnection = closesConnection;
    }

    /** The number on the wire, 200 to 541. */
    public int code() {
        return code;
    }

    /** Whether the specification makes this a "hard error", which closes the connection and not just the channel. */
    public boolean closesConnection() {
        return closesConnection;
    }
}
