package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** The place in a queue of a message that is in several queues. */
@Entity
@Table(name = "lmq_message_reference")
@IdClass(PlaceId.class)
class ReferenceRow {
    @Id
    @Column(name = "queue_id", nullable = false)
    long queueId;

    @Id
    @Column(name = "position", nullable = false)
    long position;

    @Column(name = "message_id", nullable = false)
    long messageId;

    /** For JPA. */
    protected ReferenceRow() {}

    ReferenceRow(long queueId, long position, long messageId) {
        this.queueId = queueId;
        this.position = position;
        this.messageId = messageId;
    }
}
