package org.leveretmq.security;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.leveretmq.security.AuthenticationBackend.Answer;

/** Checks logins. Any thread that may block for some tenths of a second: a wrong password costs a slow hash, and a backend what it costs. */
public final class Authenticator {
    private final UserStore users;
    private volatile AuthenticationSettings settings;
    private final VerifiedPasswords verified = new VerifiedPasswords();
    /** Compared with the password of an unknown user, and of one whose hash is cheap: guessing names takes as long as guessing passwords. */
    private final PasswordHash nobody = Argon2Hash.ofNobody();

    /** Checks against these users, and the backends in the settings. */
    public Authenticator(UserStore users, AuthenticationSettings settings) {
        this.users = users;
        this.settings = settings;
    }

    /** Has the next logins checked by other settings; who is logged in stays so. */
    public void use(AuthenticationSettings others) {
        settings = others;
    }

    /** The SASL mechanisms that are offered to a client from there, the preferred one first. */
    public List<String> mechanisms(LoginPeer peer) {
        return mechanisms(mechanism -> offered(mechanism, peer));
    }

    /** The SASL mechanisms that are offered to some client, the preferred one first. */
    public List<String> mechanisms() {
        return mechanisms(mechanism -> settings.offers(mechanism)
                && (mechanism != SaslMechanism.ANONYMOUS || settings.anonymousUser() != null));
    }

    private List<String> mechanisms(Predicate<SaslMechanism> wanted) {
        List<String> order =
                settings.mechanisms().isEmpty() ? AuthenticationSettings.ALL_MECHANISMS : settings.mechanisms();
        return order.stream()
                .filter(name -> wanted.test(SaslMechanism.valueOf(name)))
                .toList();
    }

    private boolean offered(SaslMechanism mechanism, LoginPeer peer) {
        return settings.offers(mechanism)
                && switch (mechanism) {
                    case PLAIN, AMQPLAIN -> true;
                    case EXTERNAL -> peer.certificate() != null;
                    case ANONYMOUS -> settings.anonymousUser() != null;
                };
    }

    /** Checks a response to {@code connection.start} (AMQP 0-9-1 §1.4.2.2). */
    public AuthenticationResult authenticate(String mechanismName, byte[] response, LoginPeer peer) {
        SaslMechanism mechanism = SaslMechanism.find(mechanismName);
        if (mechanism == null || !offered(mechanism, peer)) {
            return new AuthenticationResult.Refused("the mechanism is not offered");
        }
        return switch (mechanism) {
            case PLAIN, AMQPLAIN -> withPassword(mechanism.read(response), peer);
            case EXTERNAL -> withCertificate(peer.certificate(), peer);
            case ANONYMOUS -> withoutProof("the anonymous user", settings.anonymousUser(), peer);
        };
    }

    private AuthenticationResult withPassword(@Nullable Credentials credentials, LoginPeer peer) {
        return credentials == null
                ? new AuthenticationResult.Refused("the response is malformed")
                : authenticate(credentials.user(), credentials.password(), peer.address());
    }

    private AuthenticationResult withCertificate(@Nullable X509Certificate certificate, LoginPeer peer) {
        String name = certificate == null ? null : settings.certificateName().of(certificate);
        return withoutProof("the user named by the certificate", name, peer);
    }

    private AuthenticationResult withoutProof(String who, @Nullable String name, LoginPeer peer) {
        if (name == null) {
            return new AuthenticationResult.Refused(who + " has no name");
        }
        if (users.find(name) == null) {
            return new AuthenticationResult.Refused(who + ", '" + name + "', does not exist");
        }
        return admitted(name, peer.address(), new AuthenticatedUser(name, () -> users.find(name)));
    }

    /** Checks a name and a password. */
    public AuthenticationResult authenticate(String name, String password, InetAddress peer) {
        if (password.isEmpty()) {
            return new AuthenticationResult.Refused("user '" + name + "': the password is empty");
        }
        User own = settings.ownPasswords() ? users.find(name) : null;
        PasswordHash hash = own == null ? null : own.passwordHash();
        if (own != null && hash != null) {
            return matches(own, hash, password)
                    ? admitted(name, peer, new AuthenticatedUser(name, () -> users.find(name)))
                    : wrong(name);
        }
        for (AuthenticationBackend backend : settings.backends()) {
            Answer answer = backend.authenticate(name, password, peer);
            if (answer instanceof Answer.Known known) {
                return admitted(name, peer, new AuthenticatedUser(name, new BackendUser(name, users, backend, known)));
            } else if (answer instanceof Answer.Refused refused) {
                return new AuthenticationResult.Refused(
                        "user '" + name + "': " + backend.description() + ": " + refused.reason());
            }
        }
        nobody.matches(password);
        return wrong(name);
    }

    private static AuthenticationResult wrong(String name) {
        return new AuthenticationResult.Refused("user '" + name + "': unknown, or wrong password");
    }

    private boolean matches(User user, PasswordHash hash, String password) {
        if (verified.matches(user, hash, password)) {
            return true;
        }
        return !hash.slow() && nobody.matches(password);
    }

    private AuthenticationResult admitted(String name, InetAddress peer, AuthenticatedUser user) {
        if (settings.loopbackUsers().contains(name) && !peer.isLoopbackAddress()) {
            return new AuthenticationResult.Refused("user '" + name + "' may log in from the loopback interface only");
        }
        return new AuthenticationResult.Success(user);
    }

    /**
     * Checks the new secret of somebody who is logged in (RabbitMQ's {@code connection.update-secret}). As with RabbitMQ, only those whom a
     * backend has authenticated are checked: the login of the others does not expire, so there is nothing to renew.
     */
    public boolean renew(AuthenticatedUser user, byte[] secret, InetAddress peer) {
        BackendUser ofBackend = user.ofBackend();
        if (ofBackend == null) {
            return true;
        }
        String password = new String(secret, StandardCharsets.UTF_8);
        if (!password.isEmpty()
                && ofBackend.backend().authenticate(user.name(), password, peer) instanceof Answer.Known known) {
            ofBackend.renew(known);
            return true;
        }
        return false;
    }
}
