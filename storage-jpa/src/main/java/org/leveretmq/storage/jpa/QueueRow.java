package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A durable queue; arguments are an encoded field table. */
@Entity
@Table(name = "lmq_queue")
class QueueRow {
    @Id
    @Column(name = "queue_id", nullable = false)
    long queueId;

    @Column(name = "virtual_host", nullable = false)
    String virtualHost = "";

    @Column(name = "name", nullable = false)
    String name = "";

    @Column(name = "auto_delete", nullable = false)
    boolean autoDelete;

    @Column(name = "arguments", nullable = false)
    byte[] arguments = {};

    /** Entries after this one were not delivered before the last stop; null after a crash, and while the broker runs. */
    @Column(name = "delivered_up_to")
    @Nullable
    Long deliveredUpTo;

    /** For JPA. */
    protected QueueRow() {}

    QueueRow(long queueId, String virtualHost, String name, boolean autoDelete, byte[] arguments) {
        this.queueId = queueId;
        this.virtualHost = virtualHost;
        this.name = name;
        this.autoDelete = autoDelete;
        this.arguments = arguments;
    }
}
