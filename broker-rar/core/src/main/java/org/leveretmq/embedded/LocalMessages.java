package org.leveretmq.embedded;

import java.nio.charset.StandardCharsets;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;

/** Messages of embedding programs, which can hold no more than what a client could have sent. */
final class LocalMessages {
    private static final int MAX_SHORT_STRING_BYTES = 255;

    private LocalMessages() {}

    /** @throws IllegalArgumentException if a name is longer than the short strings of AMQP 0-9-1 (§4.2.5.3) can be */
    static Message published(String exchange, String routingKey, MessageProperties properties, byte[] body) {
        requireShort("exchange", exchange);
        requireShort("routingKey", routingKey);
        return new Message(exchange, routingKey, properties, body.clone());
    }

    private static void requireShort(String what, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_SHORT_STRING_BYTES) {
            throw new IllegalArgumentException(
                    "The " + what + " has " + bytes + " bytes in UTF-8, but at most 255 are possible");
        }
    }
}
