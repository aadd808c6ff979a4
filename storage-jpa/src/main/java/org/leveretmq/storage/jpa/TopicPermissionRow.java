package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** With which routing keys a user may use a topic exchange. */
@Entity
@Table(name = "lmq_topic_permission")
class TopicPermissionRow {
    @Id
    @Column(name = "permission_id", nullable = false)
    long permissionId;

    @Column(name = "user_name", nullable = false)
    String userName = "";

    @Column(name = "virtual_host", nullable = false)
    String virtualHost = "";

    @Column(name = "exchange", nullable = false)
    String exchange = "";

    @Column(name = "write_pattern", nullable = false)
    String writePattern = "";

    @Column(name = "read_pattern", nullable = false)
    String readPattern = "";

    /** For JPA. */
    protected TopicPermissionRow() {}

    TopicPermissionRow(
            long permissionId,
            String userName,
            String virtualHost,
            String exchange,
            String writePattern,
            String readPattern) {
        this.permissionId = permissionId;
        this.userName = userName;
        this.virtualHost = virtualHost;
        this.exchange = exchange;
        this.writePattern = writePattern;
        this.readPattern = readPattern;
    }
}
