package org.leveretmq.benchmarks.micro;

import org.leveretmq.message.MessageProperties;
import org.leveretmq.types.FieldTable;

/** The messages that the benchmarks use. */
final class SampleMessages {
    static final String EXCHANGE = "stock.exchange";
    static final String ROUTING_KEY = "stock.eu.de.adidas";

    private SampleMessages() {}

    /** What a typical publisher sets: content type, persistence, and a few headers if asked for. */
    static MessageProperties properties(boolean withHeaders) {
        var builder =
                MessageProperties.builder().contentType("application/json").deliveryMode(2);
        if (withHeaders) {
            builder.headers(FieldTable.EMPTY
                    .with("region", "eu")
                    .with("kind", "order-37")
                    .with("attempt", 1));
        }
        return builder.build();
    }

    static byte[] body(int bytes) {
        byte[] body = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            body[i] = (byte) i;
        }
        return body;
    }
}
