package org.leveretmq.security;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How clients may log in. Immutable.
 *
 * @param loopbackUsers may log in from the loopback interface only
 * @param mechanisms the SASL mechanisms that are offered, the preferred one first; empty for PLAIN, AMQPLAIN, EXTERNAL and, if there
 *     is an anonymous user, ANONYMOUS
 * @param certificateName which name in a certificate is the user's, for EXTERNAL
 * @param anonymousUser whom ANONYMOUS logs in, null for nobody
 * @param ownPasswords whether the passwords of the broker's own users count
 * @param backends asked in this order about whom the broker does not know, or has no password of
 */
public record AuthenticationSettings(
        Set<String> loopbackUsers,
        List<String> mechanisms,
        CertificateName certificateName,
        @Nullable String anonymousUser,
        boolean ownPasswords,
        List<AuthenticationBackend> backends) {
    /** The names of all mechanisms that there are, in the order of preference. */
    public static final List<String> ALL_MECHANISMS = SaslMechanism.names();

    /** Own users with their passwords or certificates. */
    public static final AuthenticationSettings DEFAULT = new AuthenticationSettings(
            Set.of(InMemoryUserStore.GUEST), List.of(), CertificateName.COMMON_NAME, null, true, List.of());

    /** Copies the collections. @throws IllegalArgumentException if a mechanism is unknown, or ANONYMOUS without a user */
    public AuthenticationSettings {
        loopbackUsers = Set.copyOf(loopbackUsers);
        mechanisms = List.copyOf(mechanisms);
        backends = List.copyOf(backends);
        for (String mechanism : mechanisms) {
            if (SaslMechanism.find(mechanism) == null) {
                throw new IllegalArgumentException("Setting saslMechanisms has '" + mechanism + "', but only "
                        + String.join(", ", ALL_MECHANISMS) + " are known");
            }
        }
        if (mechanisms.contains(SaslMechanism.ANONYMOUS.name()) && anonymousUser == null) {
            throw new IllegalArgumentException(
                    "Setting saslMechanisms has 'ANONYMOUS', but setting anonymousUser does not say whom it logs in");
        }
    }

    /** Only from the loopback interface for these users. */
    public AuthenticationSettings withLoopbackUsers(Set<String> names) {
        return new AuthenticationSettings(names, mechanisms, certificateName, anonymousUser, ownPasswords, backends);
    }

    /** With these mechanisms only. */
    public AuthenticationSettings withMechanisms(List<String> names) {
        return new AuthenticationSettings(loopbackUsers, names, certificateName, anonymousUser, ownPasswords, backends);
    }

    /** With this name of certificates. */
    public AuthenticationSettings withCertificateName(CertificateName name) {
        return new AuthenticationSettings(loopbackUsers, mechanisms, name, anonymousUser, ownPasswords, backends);
    }

    /** With ANONYMOUS for this user, or without for null. */
    public AuthenticationSettings withAnonymousUser(@Nullable String name) {
        return new AuthenticationSettings(loopbackUsers, mechanisms, certificateName, name, ownPasswords, backends);
    }

    /** With these backends besides the passwords of the broker's own users, or instead of them. */
    public AuthenticationSettings withBackends(boolean ownPasswordsToo, List<AuthenticationBackend> others) {
        return new AuthenticationSettings(
                loopbackUsers, mechanisms, certificateName, anonymousUser, ownPasswordsToo, others);
    }

    boolean offers(SaslMechanism mechanism) {
        return mechanisms.isEmpty() || mechanisms.contains(mechanism.name());
    }
}
