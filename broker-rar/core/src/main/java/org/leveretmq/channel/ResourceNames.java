package org.leveretmq.channel;

/** Names as clients send them. */
final class ResourceNames {
    private ResourceNames() {}

    /** The name without line breaks, which RabbitMQ strips from the names of declarations, too. */
    static String clean(String name) {
        return name.indexOf('\n') < 0 && name.indexOf('\r') < 0
                ? name
                : name.replace("\n", "").replace("\r", "");
    }
}
