package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A virtual host. */
@Entity
@Table(name = "lmq_virtual_host")
class VirtualHostRow {
    @Id
    @Column(name = "name", nullable = false)
    String name = "";

    /** For JPA. */
    protected VirtualHostRow() {}

    VirtualHostRow(String name) {
        this.name = name;
    }
}
