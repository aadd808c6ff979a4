package org.leveretmq.rar;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.leveretmq.BrokerBuilder;
import org.leveretmq.security.CertificateName;
import org.leveretmq.security.VirtualHostPermissions;

/** How clients log in, as the settings say. */
record LoginConfiguration(AdapterSettings settings, ServerRealm realm) {
    /** Adds mechanisms and the realm of the server. @throws IllegalArgumentException naming a setting that cannot be understood */
    void apply(BrokerBuilder builder) {
        builder.saslMechanisms(settings.words(Setting.SASL_MECHANISMS))
                .certificateName(CertificateName.valueOf(settings.text(Setting.CERTIFICATE_NAME)
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')));
        if (!settings.text(Setting.ANONYMOUS_USER).isEmpty()) {
            builder.anonymousUser(settings.text(Setting.ANONYMOUS_USER));
        }
        Map<String, Set<String>> tags = tagsOfGroups();
        Map<String, VirtualHostPermissions> permissions = permissions();
        String mode = settings.text(Setting.REALM_AUTHENTICATION);
        if (!mode.equals("off")) {
            builder.authenticationBackends(
                    mode.equals("fallback"), List.of(new RealmBackend(realm, tags, permissions)));
        }
    }

    private Map<String, Set<String>> tagsOfGroups() {
        Map<String, Set<String>> tags = new LinkedHashMap<>();
        for (String entry : settings.words(Setting.REALM_TAGS)) {
            String[] parts = entry.split("=", -1);
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new IllegalArgumentException("Setting realmTags has '" + entry
                        + "', but group=tag is expected, such as mq-admins=administrator");
            }
            tags.computeIfAbsent(parts[0].strip(), group -> new LinkedHashSet<>())
                    .add(parts[1].strip());
        }
        return tags;
    }

    private Map<String, VirtualHostPermissions> permissions() {
        Map<String, VirtualHostPermissions> permissions = new LinkedHashMap<>();
        for (String entry : settings.text(Setting.REALM_PERMISSIONS).split(";", -1)) {
            if (!entry.isBlank()) {
                String[] parts = entry.strip().split("\\s+", -1);
                if (parts.length != 4) {
                    throw new IllegalArgumentException("Setting realmPermissions has '" + entry.strip()
                            + "', but a virtual host and three regular expressions are expected, such as / ^$ .* .*");
                }
                permissions.put(parts[0], permissions(parts));
            }
        }
        return permissions;
    }

    private static VirtualHostPermissions permissions(String[] parts) {
        try {
            return VirtualHostPermissions.of(parts[1], parts[2], parts[3]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Setting realmPermissions cannot be used: " + e.getMessage(), e);
        }
    }
}
