package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A user. */
@Entity
@Table(name = "lmq_user")
class UserRow {
    @Id
    @Column(name = "user_id", nullable = false)
    long userId;

    @Column(name = "name", nullable = false)
    String name = "";

    @Column(name = "password_hash", nullable = false)
    String passwordHash = "";

    @Column(name = "tags", nullable = false)
    String tags = "";

    @Column(name = "max_connections")
    @Nullable
    Long maxConnections;

    @Column(name = "max_channels")
    @Nullable
    Long maxChannels;

    /** For JPA. */
    protected UserRow() {}

    UserRow(
            long userId,
            String name,
            String passwordHash,
            String tags,
            @Nullable Long maxConnections,
            @Nullable Long maxChannels) {
        this.userId = userId;
        this.name = name;
        this.passwordHash = passwordHash;
        this.tags = tags;
        this.maxConnections = maxConnections;
        this.maxChannels = maxChannels;
    }
}
