package org.leveretmq.security;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks logins. Any thread that may block for some tenths of a second: a wrong password costs a slow hash. */
public final class Authenticator {
    private final UserStore users;
    private final Set<String> loopbackUsers;
    private final VerifiedPasswords verified = new VerifiedPasswords();
    /** Compared with the password of an unknown user, and of one whose hash is cheap: guessing names takes as long as guessing passwords. */
    private final PasswordHash nobody = Argon2Hash.ofNobody();

    /**
     * Checks against these users.
     *
     * @param loopbackUsers may log in from the loopback interface only
     */
    public Authenticator(UserStore users, Set<String> loopbackUsers) {
        this.users = users;
        this.loopbackUsers = Set.copyOf(loopbackUsers);
    }

    /** The SASL mechanisms that are offered, the preferred one first. */
    public List<String> mechanisms() {
        return Arrays.stream(SaslMechanism.values()).map(Enum::name).toList();
    }

    /** Checks a response to {@code connection.start} (AMQP 0-9-1 §1.4.2.2). */
    public AuthenticationResult authenticate(String mechanismName, byte[] response, InetAddress peer) {
        SaslMechanism mechanism = SaslMechanism.find(mechanismName);
        if (mechanism == null) {
            return new AuthenticationResult.Refused("the mechanism is not supported");
        }
        Credentials credentials = mechanism.read(response);
        if (credentials == null) {
            return new AuthenticationResult.Refused("the response is malformed");
        }
        return authenticate(credentials.user(), credentials.password(), peer);
    }

    /** Checks a name and a password. */
    public AuthenticationResult authenticate(String name, String password, InetAddress peer) {
        if (password.isEmpty()) {
            return new AuthenticationResult.Refused("user '" + name + "': the password is empty");
        }
        User user = users.find(name);
        if (!matches(user, password)) {
            return new AuthenticationResult.Refused("user '" + name + "': unknown, or wrong password");
        }
        if (loopbackUsers.contains(name) && !peer.isLoopbackAddress()) {
            return new AuthenticationResult.Refused("user '" + name + "' may log in from the loopback interface only");
        }
        return new AuthenticationResult.Success(new AuthenticatedUser(name, () -> users.find(name)));
    }

    private boolean matches(@Nullable User user, String password) {
        PasswordHash hash = user == null ? null : user.passwordHash();
        if (user != null && hash != null && verified.matches(user, hash, password)) {
            return true;
        }
        return (hash == null || !hash.slow()) && nobody.matches(password);
    }
}
