package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;
import static org.leveretmq.conformance.client.Closings.assertClosesConnection;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.api.management.PermissionInfo;
import org.leveretmq.api.management.TopicPermissionInfo;
import org.leveretmq.api.management.UserAdministration;
import org.leveretmq.api.management.UserInfo;
import org.leveretmq.api.management.VirtualHostAdministration;
import org.leveretmq.api.management.VirtualHostInfo;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;
import org.leveretmq.durability.InMemoryStore;

/** Users, permissions, topic permissions and virtual hosts are changed while the broker runs, and survive a restart. */
@ConformanceTest
@NeedsOwnBroker("users and virtual hosts")
class AdministrationTest {
    private final InMemoryStore store = new InMemoryStore();
    private TestBroker own;
    private UserAdministration users;
    private VirtualHostAdministration hosts;

    @BeforeEach
    void start(TestBroker broker) {
        own = broker.withSettings(settings -> settings.store(store));
        users = own.management().userAdministration();
        hosts = own.management().virtualHostAdministration();
    }

    private void restart(TestBroker broker) {
        own.shutDown();
        start(broker);
    }

    private void anna() {
        users.putUser("anna", "secret", Set.of("monitoring"));
        users.putPermission(new PermissionInfo("anna", "/", ".*", ".*", ".*"));
    }

    private Connection connectAnna(String password) {
        return own.connect(factory -> {
            factory.setUsername("anna");
            factory.setPassword(password);
        });
    }

    @Test
    void a_new_user_can_log_in() {
        anna();

        assertThat(connectAnna("secret").isOpen()).isTrue();
    }

    @Test
    void a_user_without_permissions_cannot_open_the_virtual_host() {
        users.putUser("anna", "secret", Set.of());

        assertThatThrownBy(() -> connectAnna("secret"))
                .rootCause()
                .hasMessageContaining("access to vhost '/' refused for user 'anna'");
    }

    @Test
    void a_user_without_a_password_cannot_log_in() {
        users.putUser("anna", null, Set.of());
        users.putPermission(new PermissionInfo("anna", "/", ".*", ".*", ".*"));

        assertThatThrownBy(() -> connectAnna("")).rootCause().hasMessageContaining("ACCESS_REFUSED");
    }

    @Test
    void a_changed_password_replaces_the_old_one() {
        anna();
        connectAnna("secret");

        users.putUser("anna", "other", Set.of());

        assertThatThrownBy(() -> connectAnna("secret")).rootCause().hasMessageContaining("ACCESS_REFUSED");
        assertThat(connectAnna("other").isOpen()).isTrue();
    }

    @Test
    void a_hash_can_be_carried_from_one_user_to_another() {
        anna();
        UserInfo known = users.users().get(0);

        users.putUserWithHash("bert", known.passwordHash(), Set.of());

        users.putPermission(new PermissionInfo("bert", "/", ".*", ".*", ".*"));
        Connection bert = own.connect(factory -> {
            factory.setUsername("bert");
            factory.setPassword("secret");
        });
        assertThat(bert.isOpen()).isTrue();
    }

    @Test
    void the_connections_of_a_deleted_user_are_closed() {
        anna();
        Connection connection = connectAnna("secret");

        assertClosesConnection(
                connection, 320, "CONNECTION_FORCED - user 'anna' was deleted", () -> users.deleteUser("anna"));
    }

    @Test
    void a_permission_that_is_taken_away_is_gone_for_open_channels() throws IOException {
        anna();
        Channel channel = connectAnna("secret").createChannel();
        channel.queueDeclare("q", false, false, false, null);

        users.putPermission(new PermissionInfo("anna", "/", "", ".*", ".*"));

        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - configure access to queue 'q' in vhost '/' refused for user 'anna'",
                () -> channel.queueDeclare("q", false, false, false, null));
    }

    @Test
    void topic_permissions_limit_routing_keys_of_publishers() throws Exception {
        anna();
        users.putTopicPermission(new TopicPermissionInfo("anna", "/", "amq.topic", "^{username}\\.", ".*"));
        Channel channel = connectAnna("secret").createChannel();
        channel.basicPublish("amq.topic", "anna.x", null, new byte[0]);

        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - write access to topic 'bert.x' in exchange 'amq.topic' in vhost '/' refused for user"
                        + " 'anna'",
                () -> channel.basicPublish("amq.topic", "bert.x", null, new byte[0]));
    }

    @Test
    void topic_permissions_limit_routing_keys_of_bindings() throws Exception {
        anna();
        users.putTopicPermission(new TopicPermissionInfo("anna", "/", "amq.topic", ".*", "^a\\."));
        Channel channel = connectAnna("secret").createChannel();
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "amq.topic", "a.*");

        assertClosesChannel(
                channel,
                403,
                "ACCESS_REFUSED - read access to topic 'b.*' in exchange 'amq.topic' in vhost '/' refused for user"
                        + " 'anna'",
                () -> channel.queueBind(queue, "amq.topic", "b.*"));
    }

    @Test
    void topic_permissions_mean_nothing_to_other_exchanges() throws Exception {
        anna();
        users.putTopicPermission(new TopicPermissionInfo("anna", "/", "amq.topic", "^$", "^$"));
        Channel channel = connectAnna("secret").createChannel();
        channel.exchangeDeclare("e", BuiltinExchangeType.DIRECT);

        channel.queueBind(channel.queueDeclare().getQueue(), "e", "b.*");

        assertThat(channel.isOpen()).isTrue();
    }

    /** RabbitMQ has them in its definitions: its page offers the default exchange for them. */
    @Test
    void topic_permissions_for_the_default_exchange_are_kept_and_mean_nothing() throws Exception {
        anna();
        users.putTopicPermission(new TopicPermissionInfo("anna", "/", "", "^$", "^$"));
        Channel channel = connectAnna("secret").createChannel();
        String queue = channel.queueDeclare().getQueue();

        channel.basicPublish("", queue, null, new byte[0]);

        assertThat(channel.messageCount(queue)).isOne();
        assertThat(users.topicPermissions()).containsExactly(new TopicPermissionInfo("anna", "/", "", "^$", "^$"));
        assertThat(users.deleteTopicPermission("anna", "/", "")).isTrue();
    }

    @Test
    void users_and_what_they_may_do_survive_a_restart(TestBroker broker) {
        anna();
        users.limitUser("anna", 5L, 7L);
        users.putTopicPermission(new TopicPermissionInfo("anna", "/", "amq.topic", "^a", ""));
        users.deleteUser("guest");
        List<UserInfo> before = users.users();

        restart(broker);

        assertThat(users.users()).isEqualTo(before).hasSize(1);
        assertThat(users.permissions()).containsExactly(new PermissionInfo("anna", "/", ".*", ".*", ".*"));
        assertThat(users.topicPermissions())
                .containsExactly(new TopicPermissionInfo("anna", "/", "amq.topic", "^a", ""));
        assertThat(connectAnna("secret").isOpen()).isTrue();
    }

    @Test
    void a_new_virtual_host_can_be_opened_by_who_may() {
        hosts.putVirtualHost("prüfung", "für Prüfungen", Set.of("test"));
        users.putPermission(new PermissionInfo("guest", "prüfung", ".*", ".*", ".*"));

        Connection connection = own.connect(factory -> factory.setVirtualHost("prüfung"));

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void a_deleted_virtual_host_closes_its_connections() {
        hosts.putVirtualHost("v", "", Set.of());
        users.putPermission(new PermissionInfo("guest", "v", ".*", ".*", ".*"));
        Connection connection = own.connect(factory -> factory.setVirtualHost("v"));

        assertClosesConnection(
                connection, 320, "CONNECTION_FORCED - vhost 'v' is deleted", () -> hosts.deleteVirtualHost("v"));
    }

    @Test
    void a_virtual_host_of_the_same_name_begins_empty(TestBroker broker) throws Exception {
        hosts.putVirtualHost("v", "", Set.of());
        users.putPermission(new PermissionInfo("guest", "v", ".*", ".*", ".*"));
        Channel channel = own.connect(factory -> factory.setVirtualHost("v")).createChannel();
        channel.queueDeclare("q", true, false, false, null);
        hosts.deleteVirtualHost("v");
        hosts.putVirtualHost("v", "", Set.of());
        users.putPermission(new PermissionInfo("guest", "v", ".*", ".*", ".*"));

        restart(broker);

        assertThat(own.management().queues()).isEmpty();
        Connection again = own.connect(factory -> factory.setVirtualHost("v"));
        assertThatThrownBy(() -> again.createChannel().queueDeclarePassive("q")).isInstanceOf(IOException.class);
    }

    @Test
    void permissions_go_with_their_virtual_host() {
        hosts.putVirtualHost("v", "", Set.of());
        users.putPermission(new PermissionInfo("guest", "v", ".*", ".*", ".*"));

        hosts.deleteVirtualHost("v");

        assertThat(users.permissions()).extracting(PermissionInfo::virtualHost).containsExactly("/");
    }

    @Test
    void virtual_hosts_survive_a_restart_even_if_the_first_one_was_deleted(TestBroker broker) {
        hosts.putVirtualHost("v", "text", Set.of("a", "b"));
        hosts.limitVirtualHost("v", 3L, 4L);
        hosts.deleteVirtualHost("/");

        restart(broker);

        assertThat(hosts.virtualHosts())
                .containsExactly(new VirtualHostInfo("v", "text", Set.of("a", "b"), false, 3L, 4L));
    }

    @Test
    void what_is_wrong_is_said() {
        assertThatThrownBy(() -> users.putUser("", "x", Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> users.putUser("anna", "", Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> users.putUser("anna", "x", Set.of("a,b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> users.putPermission(new PermissionInfo("guest", "/", "(", "", "")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> users.putPermission(new PermissionInfo("nobody", "/", "", "", "")))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> users.putPermission(new PermissionInfo("guest", "nowhere", "", "", "")))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> hosts.putVirtualHost(" ", "", Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> users.putPermission(new PermissionInfo("guest", "/", "x".repeat(4001), "", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4001 characters");
        assertThat(users.deleteUser("nobody")).isFalse();
        assertThat(hosts.deleteVirtualHost("nowhere")).isFalse();
        await().until(() -> own.connect().isOpen());
    }
}
