package org.leveretmq.storage.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A policy, or an operator policy. */
@Entity
@Table(name = "lmq_policy")
class PolicyRow {
    @Id
    @Column(name = "policy_id", nullable = false)
    long policyId;

    @Column(name = "virtual_host", nullable = false)
    String virtualHost = "";

    @Column(name = "name", nullable = false)
    String name = "";

    @Column(name = "is_operator", nullable = false)
    boolean operator;

    @Column(name = "pattern", nullable = false)
    String pattern = "";

    @Column(name = "apply_to", nullable = false)
    String applyTo = "";

    @Column(name = "priority", nullable = false)
    int priority;

    @Column(name = "definition", nullable = false)
    byte[] definition = new byte[0];

    /** For JPA. */
    protected PolicyRow() {}

    PolicyRow(
            long policyId,
            String virtualHost,
            String name,
            boolean operator,
            String pattern,
            String applyTo,
            int priority,
            byte[] definition) {
        this.policyId = policyId;
        this.virtualHost = virtualHost;
        this.name = name;
        this.operator = operator;
        this.pattern = pattern;
        this.applyTo = applyTo;
        this.priority = priority;
        this.definition = definition;
    }
}
