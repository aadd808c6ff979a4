package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A binding between durable things; arguments are an encoded field table. */
@Entity
@Table(name = "lmq_binding")
class BindingRow {
    @Id
    @Column(name = "binding_id", nullable = false)
    long bindingId;

    @Column(name = "virtual_host", nullable = false)
    String virtualHost = "";

    @Column(name = "source", nullable = false)
    String source = "";

    @Column(name = "destination", nullable = false)
    String destination = "";

    @Column(name = "destination_is_queue", nullable = false)
    boolean destinationIsQueue;

    @Column(name = "routing_key", nullable = false)
    String routingKey = "";

    @Column(name = "arguments", nullable = false)
    byte[] arguments = {};

    /** For JPA. */
    protected BindingRow() {}

    BindingRow(
            long bindingId,
            String virtualHost,
            String source,
            String destination,
            boolean destinationIsQueue,
            String routingKey,
            byte[] arguments) {
        this.bindingId = bindingId;
        this.virtualHost = virtualHost;
        this.source = source;
        this.destination = destination;
        this.destinationIsQueue = destinationIsQueue;
        this.routingKey = routingKey;
        this.arguments = arguments;
    }
}
