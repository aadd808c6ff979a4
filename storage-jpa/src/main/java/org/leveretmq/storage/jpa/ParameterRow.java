package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A parameter that the broker keeps for others. */
@Entity
@Table(name = "lmq_parameter")
class ParameterRow {
    @Id
    @Column(name = "parameter_id", nullable = false)
    long parameterId;

    @Column(name = "component", nullable = false)
    String component = "";

    @Column(name = "virtual_host", nullable = false)
    String virtualHost = "";

    @Column(name = "name", nullable = false)
    String name = "";

    @Column(name = "parameter_value", nullable = false)
    byte[] value = new byte[0];

    /** For JPA. */
    protected ParameterRow() {}

    ParameterRow(long parameterId, String component, String virtualHost, String name, byte[] value) {
        this.parameterId = parameterId;
        this.component = component;
        this.virtualHost = virtualHost;
        this.name = name;
        this.value = value;
    }
}
