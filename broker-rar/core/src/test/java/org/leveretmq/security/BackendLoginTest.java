package org.leveretmq.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leveretmq.security.AuthenticationResult.Refused;
import org.leveretmq.security.AuthenticationResult.Success;

/** Logins of users whom a backend knows. */
class BackendLoginTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** A backend that knows one user, whose password can be changed. */
    private static final class Realm implements AuthenticationBackend {
        String password = "realm";
        Set<String> tags = Set.of("monitoring");

        @Override
        public String description() {
            return "realm of the test";
        }

        @Override
        public Answer authenticate(String name, String tried, InetAddress peer) {
            if (!name.equals("hare")) {
                return new Answer.Unknown();
            }
            return tried.equals(password)
                    ? new Answer.Known(tags, Map.of("/", VirtualHostPermissions.of("", "", "^meadow$")))
                    : new Answer.Refused("wrong password");
        }
    }

    private final InMemoryUserStore users = InMemoryUserStore.withGuest();
    private final Realm realm = new Realm();
    private final Authenticator authenticator =
            new Authenticator(users, AuthenticationSettings.DEFAULT.withBackends(true, List.of(realm)));

    @Test
    void a_user_of_the_backend_has_the_tags_and_permissions_that_it_says() {
        AuthenticatedUser hare = login("hare", "realm");

        assertThat(hare.tags()).containsExactly("monitoring");
        assertThat(hare.access("/").mayRead("meadow")).isTrue();
        assertThat(hare.access("/").mayRead("burrow")).isFalse();
        assertThat(hare.access("/").mayConfigure("meadow")).isFalse();
        assertThat(hare.access("other").mayAccess()).isFalse();
    }

    @Test
    void a_wrong_password_is_refused() {
        assertThat(authenticator.authenticate("hare", "wrong", HERE)).isInstanceOf(Refused.class);
    }

    @Test
    void whom_nobody_knows_is_refused() {
        assertThat(authenticator.authenticate("rabbit", "realm", HERE)).isInstanceOf(Refused.class);
    }

    @Test
    void an_own_user_with_a_password_is_not_taken_over_by_the_backend() {
        users.put(new User("hare", PasswordHash.of("own"), Set.of("administrator"), Map.of()));

        assertThat(authenticator.authenticate("hare", "realm", HERE)).isInstanceOf(Refused.class);
        assertThat(login("hare", "own").tags()).containsExactly("administrator");
    }

    @Test
    void the_permissions_of_the_own_user_without_a_password_come_first_and_its_tags_do_not_count() {
        AuthenticatedUser hare = login("hare", "realm");
        AccessControl access = hare.access("/");
        assertThat(access.mayConfigure("burrow")).isFalse();

        users.put(new User("hare", null, Set.of("administrator"), Map.of("/", VirtualHostPermissions.ALL)));

        assertThat(access.mayConfigure("burrow")).isTrue();
        assertThat(hare.tags()).containsExactly("monitoring");
    }

    @Test
    void own_passwords_can_be_switched_off() {
        Authenticator realmOnly =
                new Authenticator(users, AuthenticationSettings.DEFAULT.withBackends(false, List.of(realm)));

        assertThat(realmOnly.authenticate("guest", "guest", HERE)).isInstanceOf(Refused.class);
        assertThat(realmOnly.authenticate("hare", "realm", HERE)).isInstanceOf(Success.class);
    }

    @Test
    void a_new_secret_is_checked_by_the_backend() {
        AuthenticatedUser hare = login("hare", "realm");
        realm.password = "renewed";
        realm.tags = Set.of();

        assertThat(authenticator.renew(hare, bytes("realm"), HERE)).isFalse();
        assertThat(hare.tags()).containsExactly("monitoring");
        assertThat(authenticator.renew(hare, bytes("renewed"), HERE)).isTrue();
        assertThat(hare.tags()).isEmpty();
    }

    @Test
    void a_new_secret_of_an_own_user_is_not_checked_as_rabbitmq_does_not_either() {
        assertThat(authenticator.renew(login("guest", "guest"), bytes("anything"), HERE))
                .isTrue();
    }

    private AuthenticatedUser login(String name, String password) {
        AuthenticationResult result = authenticator.authenticate(name, password, HERE);
        assertThat(result).isInstanceOf(Success.class);
        return ((Success) result).user();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
