package org.leveretmq.api.management;

/**
 * A number that the broker keeps about one of its parts. A counter only grows while the part exists; a gauge is what there is now.
 *
 * <p>The counters of messages come first, in this order in every table of the broker.
 */
public enum Figure {
    /** Messages published: accepted from publishers, for a queue those that have come in. */
    PUBLISH("publish", true),
    /** Messages that have come to an exchange, from publishers or other exchanges. */
    PUBLISH_IN("publish_in", true),
    /** Messages that an exchange has put into queues, one in several queues once for each. */
    PUBLISH_OUT("publish_out", true),
    /** Messages confirmed to their publisher. */
    CONFIRM("confirm", true),
    /** Mandatory messages returned to their publisher. */
    RETURN_UNROUTABLE("return_unroutable", true),
    /** Messages dropped because no queue received them. */
    DROP_UNROUTABLE("drop_unroutable", true),
    /** Messages sent to consumers that acknowledge, redeliveries included. */
    DELIVER("deliver", true),
    /** Messages sent to consumers that do not acknowledge, redeliveries included. */
    DELIVER_NO_ACK("deliver_no_ack", true),
    /** Messages handed out by {@code basic.get} to clients that acknowledge. */
    GET("get", true),
    /** Messages handed out by {@code basic.get} to clients that do not acknowledge. */
    GET_NO_ACK("get_no_ack", true),
    /** Calls of {@code basic.get} that found no message. */
    GET_EMPTY("get_empty", true),
    /** Messages sent again; they are among those of {@link #DELIVER} and the others, too. */
    REDELIVER("redeliver", true),
    /** Messages acknowledged. */
    ACK("ack", true),
    /** Deliveries rejected and not wanted back. */
    REJECT("reject", true),
    /** Deliveries put back into their queue: rejected with requeue, recovered, or left by a channel that has ended. */
    REQUEUE("requeue", true),
    /** The sum of {@link #DELIVER}, {@link #DELIVER_NO_ACK}, {@link #GET} and {@link #GET_NO_ACK}. */
    DELIVER_GET("deliver_get", true),

    /** Messages that a queue holds: ready and unacknowledged. */
    MESSAGES("messages", false),
    /** Messages waiting. */
    MESSAGES_READY("messages_ready", false),
    /** Messages delivered and not yet acknowledged. */
    MESSAGES_UNACKNOWLEDGED("messages_unacknowledged", false),
    /** Bytes of the bodies of the messages that a queue holds. */
    MESSAGE_BYTES("message_bytes", false),
    /** Active consumers. */
    CONSUMERS("consumers", false),

    /** Bytes read from clients' sockets. */
    RECEIVED_BYTES("recv_oct", true),
    /** Bytes written to clients' sockets. */
    SENT_BYTES("send_oct", true),

    /** Connections that have opened a virtual host. */
    CONNECTION_CREATED("connection_created", true),
    /** Connections that have ended. */
    CONNECTION_CLOSED("connection_closed", true),
    /** Channels opened. */
    CHANNEL_CREATED("channel_created", true),
    /** Channels closed. */
    CHANNEL_CLOSED("channel_closed", true),
    /** Declarations of queues, of those that were there already, too. */
    QUEUE_DECLARED("queue_declared", true),
    /** Queues made. */
    QUEUE_CREATED("queue_created", true),
    /** Queues deleted. */
    QUEUE_DELETED("queue_deleted", true),

    /** Open client connections. */
    CONNECTIONS("connections", false),
    /** Open channels. */
    CHANNELS("channels", false),
    /** Declared queues. */
    QUEUES("queues", false),
    /** Declared exchanges. */
    EXCHANGES("exchanges", false),
    /** Bytes of the JVM's heap in use. */
    MEMORY_USED("mem_used", false),
    /** Bytes of heap that messages take, which the memory alarm goes by. */
    MESSAGE_MEMORY("mem_messages", false),
    /** Bytes free where the store keeps its files. */
    DISK_FREE("disk_free", false),
    /** Open file descriptors of the process. */
    FILES_USED("fd_used", false),
    /** Commits of the store. */
    STORE_COMMITS("store_commits", true),
    /** Operations committed to the store: inserts, deletes and definitions. */
    STORE_OPERATIONS("store_operations", true),
    /** Bytes that wait to be committed. */
    STORE_PENDING_BYTES("store_pending_bytes", false),
    /** Bytes that the files of the store take; 0 if it has none on this machine. */
    STORE_BYTES("store_bytes", false);

    private final String key;
    private final boolean counter;

    Figure(String key, boolean counter) {
        this.key = key;
        this.counter = counter;
    }

    /** Its name in RabbitMQ's management, where there is one: {@code deliver_no_ack}. */
    public String key() {
        return key;
    }

    /** Whether it only grows; otherwise it is a gauge. */
    public boolean counter() {
        return counter;
    }

    /** Its place in tables of all figures, from 0; those that count messages come first. */
    @SuppressWarnings("EnumOrdinal") // the one place where it is used as an index
    public int index() {
        return ordinal();
    }

    /** Whether it counts messages; those come first. */
    public boolean countsMessages() {
        return compareTo(DELIVER_GET) <= 0;
    }
}
