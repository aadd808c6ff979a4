package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a user may do in a virtual host. */
@Entity
@Table(name = "lmq_permission")
class PermissionRow {
    @Id
    @Column(name = "permission_id", nullable = false)
    long permissionId;

    @Column(name = "user_name", nullable = false)
    String userName = "";

    @Column(name = "virtual_host", nullable = false)
    String virtualHost = "";

    @Column(name = "configure_pattern", nullable = false)
    String configurePattern = "";

    @Column(name = "write_pattern", nullable = false)
    String writePattern = "";

    @Column(name = "read_pattern", nullable = false)
    String readPattern = "";

    /** For JPA. */
    protected PermissionRow() {}

    PermissionRow(
            long permissionId,
            String userName,
            String virtualHost,
            String configurePattern,
            String writePattern,
            String readPattern) {
        this.permissionId = permissionId;
        this.userName = userName;
        this.virtualHost = virtualHost;
        this.configurePattern = configurePattern;
        this.writePattern = writePattern;
        this.readPattern = readPattern;
    }
}
