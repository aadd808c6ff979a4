package org.leveretmq.message;

/** The property flags of class {@code basic} (AMQP 0-9-1 §4.2.6.1 and §1.8.2). */
final class PropertyFlags {
    static final int CONTENT_TYPE = 1 << 15;
    static final int CONTENT_ENCODING = 1 << 14;
    static final int HEADERS = 1 << 13;
    static final int DELIVERY_MODE = 1 << 12;
    static final int PRIORITY = 1 << 11;
    static final int CORRELATION_ID = 1 << 10;
    static final int REPLY_TO = 1 << 9;
    static final int EXPIRATION = 1 << 8;
    static final int MESSAGE_ID = 1 << 7;
    static final int TIMESTAMP = 1 << 6;
    static final int TYPE = 1 << 5;
    static final int USER_ID = 1 << 4;
    static final int APP_ID = 1 << 3;
    static final int CLUSTER_ID = 1 << 2;
    /** Announces a second word of flags, which class {@code basic} does not have. Bit 1 names nothing and is ignored, as by RabbitMQ. */
    static final int CONTINUATION = 1;

    /** How many properties there are. */
    static final int COUNT = 14;

    /** The place of the property among the others, 0 to 13. */
    static int place(int flag) {
        return Integer.numberOfLeadingZeros(flag) - 16;
    }

    private PropertyFlags() {}
}
