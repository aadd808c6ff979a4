package org.leveretmq.admin.access;

import java.util.Collections;
import java.util.Set;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.Operator;

/**
 * The user who has sent a request, and the broker that it is for.
 *
 * @param broker the broker
 * @param operator the user
 */
public record Caller(BrokerManagement broker, Operator operator) {
    /** The request attribute that holds it. */
    public static final String ATTRIBUTE = "org.leveretmq.admin.caller";

    private static final Set<String> ADMINISTRATORS = Set.of("administrator");
    private static final Set<String> MONITORS = Set.of("administrator", "monitoring");
    private static final Set<String> POLICY_MAKERS = Set.of("administrator", "policymaker");
    private static final Set<String> EVERYBODY = Set.of("administrator", "monitoring", "policymaker", "management");

    /** Whether the user may manage anything at all. */
    public boolean manages() {
        return has(EVERYBODY);
    }

    /** Whether the user may change users, virtual hosts, permissions and limits. */
    public boolean administrates() {
        return has(ADMINISTRATORS);
    }

    /** Whether the user sees the node and everybody's connections. */
    public boolean monitors() {
        return has(MONITORS);
    }

    /** Whether the user may change policies and parameters. */
    public boolean makesPolicies() {
        return has(POLICY_MAKERS);
    }

    private boolean has(Set<String> tags) {
        return !Collections.disjoint(operator.tags(), tags);
    }

    /** Whether the user sees what is in the virtual host: administrators see every one, others those that they have permissions in. */
    public boolean sees(String virtualHost) {
        return administrates() || operator.mayAccess(virtualHost);
    }
}
