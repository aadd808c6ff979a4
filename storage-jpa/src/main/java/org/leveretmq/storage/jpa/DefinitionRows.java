package org.leveretmq.storage.jpa;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.leveretmq.store.StoredDefinition;
import org.leveretmq.store.StoredParameter;
import org.leveretmq.store.StoredPermission;
import org.leveretmq.store.StoredPolicy;
import org.leveretmq.store.StoredTopicPermission;
import org.leveretmq.store.StoredUser;
import org.leveretmq.store.StoredVirtualHost;
import org.leveretmq.types.FieldTableCodec;

/** Definitions as rows and back. */
final class DefinitionRows {
    private static final Map<Class<? extends StoredDefinition>, String> DELETIONS = Map.of(
            StoredUser.class, "DELETE FROM lmq_user WHERE user_id = ?1",
            StoredPermission.class, "DELETE FROM lmq_permission WHERE permission_id = ?1",
            StoredTopicPermission.class, "DELETE FROM lmq_topic_permission WHERE permission_id = ?1",
            StoredPolicy.class, "DELETE FROM lmq_policy WHERE policy_id = ?1",
            StoredParameter.class, "DELETE FROM lmq_parameter WHERE parameter_id = ?1");

    private DefinitionRows() {}

    static Object of(long id, StoredDefinition definition) {
        if (definition instanceof StoredUser user) {
            return new UserRow(
                    id, user.name(), user.passwordHash(), join(user.tags()), user.maxConnections(), user.maxChannels());
        } else if (definition instanceof StoredPermission permission) {
            return new PermissionRow(
                    id,
                    permission.user(),
                    permission.virtualHost(),
                    permission.configure(),
                    permission.write(),
                    permission.read());
        } else if (definition instanceof StoredTopicPermission permission) {
            return new TopicPermissionRow(
                    id,
                    permission.user(),
                    permission.virtualHost(),
                    permission.exchange(),
                    permission.write(),
                    permission.read());
        } else if (definition instanceof StoredParameter parameter) {
            return new ParameterRow(
                    id,
                    parameter.component(),
                    parameter.virtualHost(),
                    parameter.name(),
                    FieldTableCodec.encode(parameter.value()));
        }
        StoredPolicy policy = (StoredPolicy) definition;
        return new PolicyRow(
                id,
                policy.virtualHost(),
                policy.name(),
                policy.operator(),
                policy.pattern(),
                policy.applyTo(),
                policy.priority(),
                FieldTableCodec.encode(policy.definition()));
    }

    static void delete(EntityManager manager, Class<? extends StoredDefinition> kind, long id) {
        manager.createNativeQuery(DELETIONS.get(kind)).setParameter(1, id).executeUpdate();
    }

    static VirtualHostRow of(StoredVirtualHost host) {
        return new VirtualHostRow(
                host.name(),
                host.description(),
                join(host.tags()),
                host.tracing(),
                host.maxConnections(),
                host.maxQueues());
    }

    static StoredVirtualHost virtualHost(VirtualHostRow row) {
        return new StoredVirtualHost(
                row.name, row.description, split(row.tags), row.tracing, row.maxConnections, row.maxQueues);
    }

    static StoredUser user(UserRow row) {
        return new StoredUser(row.name, row.passwordHash, split(row.tags), row.maxConnections, row.maxChannels);
    }

    static StoredPermission permission(PermissionRow row) {
        return new StoredPermission(
                row.userName, row.virtualHost, row.configurePattern, row.writePattern, row.readPattern);
    }

    static StoredTopicPermission topicPermission(TopicPermissionRow row) {
        return new StoredTopicPermission(
                row.userName, row.virtualHost, row.exchange, row.writePattern, row.readPattern);
    }

    /** Tags have no commas. */
    private static String join(Set<String> tags) {
        return String.join(",", new TreeSet<>(tags));
    }

    private static Set<String> split(String tags) {
        return Arrays.stream(tags.split(",", -1)).filter(tag -> !tag.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
