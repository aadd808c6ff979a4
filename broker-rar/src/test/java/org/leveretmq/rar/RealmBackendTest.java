package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leveretmq.security.AuthenticationBackend.Answer;
import org.leveretmq.security.VirtualHostPermissions;

class RealmBackendTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final Map<String, Set<String>> TAGS =
            Map.of("mq-admins", Set.of("administrator", "policymaker"), "others", Set.of("monitoring"));
    private static final Map<String, VirtualHostPermissions> PERMISSIONS = Map.of("/", VirtualHostPermissions.ALL);

    private static RealmBackend backend(boolean serverChecks) {
        return new RealmBackend(new ServerRealm(new FakeServer(serverChecks)), TAGS, PERMISSIONS);
    }

    @Test
    void aRightPasswordGivesTheTagsOfTheGroups() {
        Answer answer = backend(true).authenticate("alice", "secret", HERE);

        assertThat(answer).isEqualTo(new Answer.Known(Set.of("administrator", "policymaker"), PERMISSIONS));
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreRefusedAlike() {
        assertThat(backend(true).authenticate("alice", "wrong", HERE))
                .isInstanceOf(Answer.Refused.class)
                .isEqualTo(backend(true).authenticate("bob", "secret", HERE));
    }

    @Test
    void aRealmCanAskAsAnotherAdapterInstanceThatMay() {
        ServerRealm realm = new ServerRealm(new FakeServer(false));

        realm.askAs(FakeServer.realm());

        assertThat(realm.check("alice", "secret"))
                .isEqualTo(new ServerRealm.Outcome.Right(Set.of("mq-admins", "staff")));
    }

    @Test
    void aServerThatDoesNotCheckPasswordsIsNamedAsTheReason() {
        Answer answer = backend(false).authenticate("alice", "secret", HERE);

        assertThat(answer).isInstanceOf(Answer.Refused.class).asString().contains("wm-elytron-security-domain");
    }
}
