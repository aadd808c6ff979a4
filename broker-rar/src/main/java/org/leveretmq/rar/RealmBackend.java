package org.leveretmq.rar;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.leveretmq.security.AuthenticationBackend;
import org.leveretmq.security.VirtualHostPermissions;

/** The server's own users as users of the broker: groups become tags. */
final class RealmBackend implements AuthenticationBackend {
    private final ServerRealm realm;
    private final Map<String, Set<String>> tagsOfGroups;
    private final Map<String, VirtualHostPermissions> permissions;

    RealmBackend(
            ServerRealm realm, Map<String, Set<String>> tagsOfGroups, Map<String, VirtualHostPermissions> permissions) {
        this.realm = realm;
        this.tagsOfGroups = Map.copyOf(tagsOfGroups);
        this.permissions = Map.copyOf(permissions);
    }

    @Override
    public String description() {
        return "realm of the server";
    }

    @Override
    public Answer authenticate(String name, String password, InetAddress peer) {
        ServerRealm.Outcome outcome = realm.check(name, password);
        if (outcome instanceof ServerRealm.Outcome.Right right) {
            Set<String> tags = new HashSet<>();
            for (String group : right.groups()) {
                tags.addAll(tagsOfGroups.getOrDefault(group, Set.of()));
            }
            return new Answer.Known(tags, permissions);
        } else if (outcome instanceof ServerRealm.Outcome.Failed failed) {
            return new Answer.Refused(failed.reason());
        }
        return new Answer.Refused("unknown, or wrong password");
    }
}
