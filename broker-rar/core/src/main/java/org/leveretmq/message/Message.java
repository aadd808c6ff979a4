package org.leveretmq.message;

/**
 * A published message: where it was published to, its properties and its body. Immutable, but for the count of queues that
 * hold it, which is confined to the virtual host's loop.
 */
public final class Message {
    /** What a message costs on the heap besides its body and properties, roughly: the objects around them and its queue entry. */
    private static final int OVERHEAD_BYTES = 200;

    private final String exchange;
    private final String routingKey;
    private final MessageProperties properties;
    private final byte[] body;
    private int holders;

    /** The caller gives the body away and must not change it any more. */
    public Message(String exchange, String routingKey, MessageProperties properties, byte[] body) {
        this.exchange = exchange;
        this.routingKey = routingKey;
        this.properties = properties;
        this.body = body;
    }

    /** The exchange it was published to, empty for the default exchange. */
    public String exchange() {
        return exchange;
    }

    /** The key it was published with. */
    public String routingKey() {
        return routingKey;
    }

    /** The properties of its content header (AMQP 0-9-1 §4.2.6.1). */
    public MessageProperties properties() {
        return properties;
    }

    /** The body; shared, never to be changed. */
    public byte[] body() {
        return body;
    }

    /** The same message with one header added or replaced. */
    public Message withHeader(String name, Object value) {
        return withProperties(properties.toBuilder()
                .headers(properties.headers().with(name, value))
                .build());
    }

    /** The same message with other properties. */
    public Message withProperties(MessageProperties otherProperties) {
        return new Message(exchange, routingKey, otherProperties, body);
    }

    /** Whether the publisher asked for it to survive a restart (delivery mode 2). */
    public boolean persistent() {
        return properties.persistent();
    }

    /** The bytes of heap that it takes, roughly, however many queues hold it. */
    public int footprintBytes() {
        return OVERHEAD_BYTES + body.length + properties.encoded().length;
    }

    /** Counts one more queue that holds it. Returns whether it is the first. */
    public boolean retain() {
        return holders++ == 0;
    }

    /** Counts one queue less. Returns whether it was the last. */
    public boolean release() {
        return --holders == 0;
    }
}
