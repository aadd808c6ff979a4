package org.leveretmq.channel;

import java.security.SecureRandom;
import java.util.Base64;
import org.leveretmq.vhost.ReplyQueues;

/** Names that the server chooses; 128 random bits, so that they cannot be guessed. Any thread. */
public final class GeneratedNames {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int RANDOM_BYTES = 16;

    private GeneratedNames() {}

    /** A name for a queue (AMQP 0-9-1 §1.7.2.1). */
    public static String queue() {
        return "amq.gen-" + random();
    }

    /** A name for a queue of direct replies. */
    static String replyQueue() {
        return ReplyQueues.PREFIX + random();
    }

    /** A tag for a consumer (AMQP 0-9-1 §1.8.3.3). */
    static String consumerTag() {
        return "amq.ctag-" + random();
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return ENCODER.encodeToString(bytes);
    }
}
