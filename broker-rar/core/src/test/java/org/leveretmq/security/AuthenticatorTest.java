package org.leveretmq.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leveretmq.security.AuthenticationResult.Refused;
import org.leveretmq.security.AuthenticationResult.Success;

class AuthenticatorTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final InMemoryUserStore users = InMemoryUserStore.withGuest();
    private final Authenticator authenticator = new Authenticator(users, AuthenticationSettings.DEFAULT);

    @Test
    void guest_logs_in_with_the_password_guest() {
        assertThat(authenticator.authenticate("guest", "guest", HERE)).isInstanceOf(Success.class);
    }

    @Test
    void guest_is_refused_from_elsewhere() throws Exception {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});

        assertThat(authenticator.authenticate("guest", "guest", elsewhere)).isInstanceOf(Refused.class);
    }

    @Test
    void a_wrong_password_and_an_unknown_user_get_the_same_answer() {
        Refused wrong = (Refused) authenticator.authenticate("guest", "hare", HERE);
        Refused unknown = (Refused) authenticator.authenticate("hare", "hare", HERE);

        assertThat(wrong.reason().replace("guest", "?"))
                .isEqualTo(unknown.reason().replace("hare", "?"));
    }

    @Test
    void an_empty_password_is_refused_whatever_the_hash() {
        users.put(user("hare", PasswordHash.of("")));

        assertThat(authenticator.authenticate("hare", "", HERE)).isInstanceOf(Refused.class);
    }

    @Test
    void a_user_without_a_password_is_refused() {
        users.put(user("hare", null));

        assertThat(authenticator.authenticate("hare", "hare", HERE)).isInstanceOf(Refused.class);
    }

    @Test
    void an_old_password_is_refused_after_a_change_although_it_was_right_before() {
        users.put(user("hare", PasswordHash.of("old")));
        assertThat(authenticator.authenticate("hare", "old", HERE)).isInstanceOf(Success.class);

        users.put(user("hare", PasswordHash.of("new")));

        assertThat(authenticator.authenticate("hare", "old", HERE)).isInstanceOf(Refused.class);
        assertThat(authenticator.authenticate("hare", "new", HERE)).isInstanceOf(Success.class);
    }

    @Test
    void plain_takes_an_authorization_identity_that_is_the_same_name() {
        assertThat(plain("guest\0guest\0guest")).isInstanceOf(Success.class);
    }

    @Test
    void plain_refuses_to_act_for_another_user() {
        assertThat(plain("hare\0guest\0guest")).isInstanceOf(Refused.class);
    }

    private AuthenticationResult plain(String response) {
        return authenticator.authenticate(
                "PLAIN", response.getBytes(StandardCharsets.UTF_8), new LoginPeer(HERE, null));
    }

    private static User user(String name, PasswordHash hash) {
        return new User(name, hash, Set.of(), Map.of());
    }
}
