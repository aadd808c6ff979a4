package org.leveretmq.rar;

import jakarta.resource.spi.work.SecurityContext;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import java.io.IOException;
import java.security.Principal;
import java.util.HashSet;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/**
 * Lets the server check a name and a password (Jakarta Authentication §3.5) while it sets up the security context of some work. Written
 * by the thread of the work and read by the one that waits for its end.
 */
final class RealmLogin extends SecurityContext {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient String password;
    private transient volatile ServerRealm.@Nullable Outcome outcome;

    RealmLogin(String name, String password) {
        this.name = name;
        this.password = password;
    }

    /** What the server has said. */
    ServerRealm.Outcome outcome() {
        ServerRealm.Outcome said = outcome;
        return said == null ? new ServerRealm.Outcome.Failed("the server has not checked the password") : said;
    }

    @Override
    public void setupSecurityContext(
            CallbackHandler handler, Subject executionSubject, @Nullable Subject serviceSubject) {
        PasswordValidationCallback validation =
                new PasswordValidationCallback(executionSubject, name, password.toCharArray());
        try {
            // Both at once: WildFly looks at the password only together with the principal.
            handler.handle(new Callback[] {new CallerPrincipalCallback(executionSubject, name), validation});
            outcome = validation.getResult()
                    ? new ServerRealm.Outcome.Right(groups(executionSubject))
                    : new ServerRealm.Outcome.Wrong();
        } catch (SecurityException e) {
            outcome = new ServerRealm.Outcome.Wrong();
        } catch (IOException | UnsupportedCallbackException | RuntimeException e) {
            outcome = new ServerRealm.Outcome.Failed("the server cannot check the password: " + e);
        } finally {
            validation.clearPassword();
        }
    }

    private static Set<String> groups(Subject subject) {
        Set<String> groups = new HashSet<>();
        for (Principal principal : subject.getPrincipals()) {
            // No standard says what a group is: Payara has a class of this name, in a package that has moved before.
            if (principal.getClass().getSimpleName().equals("Group")) {
                groups.add(principal.getName());
            }
        }
        for (Object credential : subject.getPrivateCredentials()) {
            groups.addAll(ElytronRoles.of(credential));
        }
        return groups;
    }
}
