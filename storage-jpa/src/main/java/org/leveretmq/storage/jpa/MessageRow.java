package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;
import org.leveretmq.store.EntryKey;
import org.leveretmq.store.StoredEntry;

/**
 * A message. One in a single queue names its place here; of one in several queues, queue_id is 0, position is message_id, and the places
 * are in lmq_message_reference.
 * What does not fit into the row is in large_content: properties and body, one behind the other. Priority and time to live are -1 if there is none.
 */
@Entity
@Table(name = "lmq_message")
@IdClass(PlaceId.class)
class MessageRow {
    @Column(name = "message_id", nullable = false)
    long messageId;

    @Id
    @Column(name = "queue_id", nullable = false)
    long queueId;

    @Id
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

    @Column(name = "body_length", nullable = false)
    int bodyLength;

    @Column(name = "persistent", nullable = false)
    boolean persistent;

    @Column(name = "priority", nullable = false)
    int priority;

    @Column(name = "time_to_live_millis", nullable = false)
    long timeToLiveMillis;

    /** For JPA. */
    protected MessageRow() {}

    /** A row that only has a key, to be removed. */
    MessageRow(long messageId) {
        this.messageId = messageId;
    }

    /** A row without its content, which does not survive a restart yet. */
    MessageRow(long messageId, EntryKey place, long arrivedAtMillis, Message message) {
        this.messageId = messageId;
        this.queueId = place.queueId();
        this.position = place.position();
        this.arrivedAtMillis = arrivedAtMillis;
        this.exchange = message.exchange();
        this.routingKey = message.routingKey();
        this.bodyLength = message.body().length;
        this.priority = message.properties().priority();
        this.timeToLiveMillis = StoredEntry.timeToLiveMillis(message);
    }
}
