package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A durable exchange; arguments are an encoded field table. */
@Entity
@Table(name = "lmq_exchange")
class ExchangeRow {
    @Id
    @Column(name = "exchange_id", nullable = false)
    long exchangeId;

    @Column(name = "virtual_host", nullable = false)
    String virtualHost = "";

    @Column(name = "name", nullable = false)
    String name = "";

    @Column(name = "type", nullable = false)
    String type = "";

    @Column(name = "auto_delete", nullable = false)
    boolean autoDelete;

    @Column(name = "internal", nullable = false)
    boolean internal;

    @Column(name = "arguments", nullable = false)
    byte[] arguments = {};

    /** For JPA. */
    protected ExchangeRow() {}

    ExchangeRow(
            long exchangeId,
            String virtualHost,
            String name,
            String type,
            boolean autoDelete,
            boolean internal,
            byte[] arguments) {
        this.exchangeId = exchangeId;
        this.virtualHost = virtualHost;
        this.name = name;
        this.type = type;
        this.autoDelete = autoDelete;
        this.internal = internal;
        this.arguments = arguments;
    }
}
