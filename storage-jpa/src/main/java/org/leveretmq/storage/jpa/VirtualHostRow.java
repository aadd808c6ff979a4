package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A virtual host. */
@Entity
@Table(name = "lmq_virtual_host")
class VirtualHostRow {
    @Id
    @Column(name = "name", nullable = false)
    String name = "";

    @Column(name = "description", nullable = false)
    String description = "";

    @Column(name = "tags", nullable = false)
    String tags = "";

    @Column(name = "tracing", nullable = false)
    boolean tracing;

    @Column(name = "max_connections")
    @Nullable
    Long maxConnections;

    @Column(name = "max_queues")
    @Nullable
    Long maxQueues;

    /** For JPA. */
    protected VirtualHostRow() {}

    VirtualHostRow(
            String name,
            String description,
            String tags,
            boolean tracing,
            @Nullable Long maxConnections,
            @Nullable Long maxQueues) {
        this.name = name;
        this.description = description;
        this.tags = tags;
        this.tracing = tracing;
        this.maxConnections = maxConnections;
        this.maxQueues = maxQueues;
    }
}
