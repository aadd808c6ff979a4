package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A persistent message. One in a single queue names its place here; of one in several queues, queue_id is 0 and the places are in lmq_message_reference. What does not fit into the row is in large_content: properties and body, one behind the other. */
@Entity
@Table(name = "lmq_message")
class MessageRow {
    @Id
    @Column(name = "message_id", nullable = false)
    long messageId;

    @Column(name = "queue_id", nullable = false)
    long queueId;

    @Column(name = "position", nullable = false)
    long position;

    @Column(name = "arrived_at_millis", nullable = false)
    long arrivedAtMillis;

    @Column(name = "exchange", nullable = false)
    String exchange = "";

    @Column(name = "routing_key", nullable = false)
    String routingKey = "";

    @Column(name = "properties")
    byte @Nullable [] properties;

    @Column(name = "body")
    byte @Nullable [] body;

    @Lob
    @Column(name = "large_content")
    byte @Nullable [] largeContent;

    @Column(name = "properties_length", nullable = false)
    int propertiesLength;

    /** For JPA. */
    protected MessageRow() {}

    MessageRow(
            long messageId,
            long queueId,
            long position,
            long arrivedAtMillis,
            String exchange,
            String routingKey,
            byte @Nullable [] properties,
            byte @Nullable [] body,
            byte @Nullable [] largeContent,
            int propertiesLength) {
        this.messageId = messageId;
        this.queueId = queueId;
        this.position = position;
        this.arrivedAtMillis = arrivedAtMillis;
        this.exchange = exchange;
        this.routingKey = routingKey;
        this.properties = properties;
        this.body = body;
        this.largeContent = largeContent;
        this.propertiesLength = propertiesLength;
    }
}
