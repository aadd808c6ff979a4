package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Connection;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.domain.OutboundMessage;
import com.rabbitmq.http.client.domain.TopicPermissions;
import com.rabbitmq.http.client.domain.UserInfo;
import com.rabbitmq.http.client.domain.UserPermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Users and permissions, and what users with and without tags and permissions may see and do. */
@Timeout(120)
@ExtendWith(SharedBroker.class)
class HttpApiUsersIT {
    private static final String PASSWORD = "secret: ß€";
    private static final AtomicInteger USERS = new AtomicInteger();

    private final ManagedBroker broker;
    private Client client;
    private Api api;
    private String host;

    HttpApiUsersIT(ManagedBroker broker) {
        this.broker = broker;
    }

    @BeforeEach
    void addVirtualHost() throws Exception {
        client = broker.client();
        api = broker.api();
        host = broker.newVirtualHost();
    }

    private String newUser(String... tags) {
        String name = "us/er €" + USERS.incrementAndGet();
        client.createUser(name, PASSWORD.toCharArray(), List.of(tags));
        return name;
    }

    private Api of(String user) {
        return api.as(user, PASSWORD);
    }

    private void permit(String user, String configure, String write, String read) throws Exception {
        api.put(Api.path("permissions", host, user), Map.of("configure", configure, "write", write, "read", read))
                .assertStatus(201);
    }

    @Test
    void usersAreAddedChangedAndDeleted() throws Exception {
        String name = newUser("monitoring", "own-tag");

        UserInfo added = client.getUser(name);
        assertThat(added.getTags()).containsExactly("monitoring", "own-tag");
        assertThat(client.getUsers()).extracting(UserInfo::getName).contains("guest", name);
        assertThat(of(name).read("whoami").path("name").asText()).isEqualTo(name);

        client.updateUser(name, "other-secret".toCharArray(), List.of("management"));
        of(name).get("whoami").assertRefused(401, "not_authorized", "Login failed");
        assertThat(api.as(name, "other-secret").read("whoami").path("tags")).hasSize(1);

        client.deleteUser(name);
        assertThat(client.getUser(name)).isNull();
    }

    /** The hash that RabbitMQ's documentation gives as an example, of the password {@code test12}. */
    @Test
    void hashesOfRabbitMqAreUnderstood() throws Exception {
        String name = newUser();
        String hash = "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR";
        client.createUserWithPasswordHash(name, hash.toCharArray(), List.of("management"));

        assertThat(api.as(name, "test12").get("whoami").status()).isEqualTo(200);
        assertThat(client.getUser(name).getPasswordHash()).isEqualTo(hash);
        assertThat(client.getUser(name).getHashingAlgorithm()).isEqualTo("rabbit_password_hashing_sha256");
    }

    @Test
    void permissionsAreGivenAndTaken() throws Exception {
        String name = newUser();
        client.updatePermissions(host, name, new UserPermissions("^c", "^w", "^r"));

        UserPermissions given = client.getPermissions(host, name);
        assertThat(given.getUser()).isEqualTo(name);
        assertThat(List.of(given.getConfigure(), given.getWrite(), given.getRead()))
                .containsExactlyInAnyOrder("^c", "^w", "^r");
        assertThat(client.getPermissionsOf(name)).hasSize(1);
        assertThat(client.getPermissionsIn(host))
                .extracting(UserPermissions::getUser)
                .contains(name);
        assertThat(api.read("users/without-permissions").findValuesAsText("name"))
                .doesNotContain(name);

        client.clearPermissions(host, name);
        assertThat(client.getPermissions(host, name)).isNull();
        assertThat(api.read("users/without-permissions").findValuesAsText("name"))
                .contains(name);
    }

    @Test
    void topicPermissionsAreGivenAndTaken() {
        String name = newUser();
        client.updatePermissions(host, name, UserPermissions.FULL);
        client.updateTopicPermissions(host, name, new TopicPermissions("amq.topic", "^r", "^w"));

        assertThat(client.getTopicPermissions(host, name)).singleElement().satisfies(given -> {
            assertThat(given.getExchange()).isEqualTo("amq.topic");
            assertThat(List.of(given.getRead(), given.getWrite())).containsExactlyInAnyOrder("^r", "^w");
        });
        assertThat(client.getTopicPermissionsOf(name)).hasSize(1);
        assertThat(client.getTopicPermissionsIn(host)).hasSize(1);

        client.clearTopicPermissions(host, name);
        assertThat(client.getTopicPermissionsIn(host)).isEmpty();
    }

    @Test
    void topicPermissionsAreTakenExchangeByExchange() throws Exception {
        String name = newUser();
        client.updatePermissions(host, name, UserPermissions.FULL);
        for (String exchange : List.of("", "a/b", "amq.topic")) {
            api.put(
                            Api.path("topic-permissions", host, name),
                            Map.of("exchange", exchange, "write", "^w", "read", "^r"))
                    .assertStatus(201);
        }
        assertThat(api.read(Api.path("topic-permissions", host, name, "a/b")).findValuesAsText("exchange"))
                .containsExactly("a/b");

        api.delete(Api.path("topic-permissions", host, name, "a/b")).assertStatus(204);
        api.delete(Api.path("topic-permissions", host, name, "amq.default")).assertStatus(204);

        assertThat(api.read(Api.path("topic-permissions", host, name)).findValuesAsText("exchange"))
                .containsExactly("amq.topic");
        api.delete(Api.path("topic-permissions", host, name, "a/b")).assertStatus(404);
    }

    @Test
    void limitsOfUsers() throws Exception {
        String name = newUser();
        api.put(Api.path("user-limits", name, "max-channels"), Map.of("value", 3))
                .assertStatus(204);
        api.put(Api.path("user-limits", name, "max-connections"), Map.of("value", 2))
                .assertStatus(204);

        JsonNode limits = api.read(Api.path("user-limits", name));
        assertThat(limits.at("/0/value/max-channels").asInt()).isEqualTo(3);
        assertThat(limits.at("/0/value/max-connections").asInt()).isEqualTo(2);

        api.delete(Api.path("user-limits", name, "max-channels")).assertStatus(204);
        assertThat(api.read(Api.path("user-limits", name)).at("/0/value").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("max-connections");
        api.put(Api.path("user-limits", name, "max-nope"), Map.of("value", 3)).assertStatus(400);
    }

    @Test
    void withoutATagNothingIsAnswered() throws Exception {
        String name = newUser();
        permit(name, ".*", ".*", ".*");

        of(name).get("whoami").assertRefused(401, "not_authorized", "Not management user");
        assertThat(of(name).get("whoami").header("WWW-Authenticate")).startsWith("Basic realm=");
    }

    @Test
    void managementSeesItsOwnVirtualHostsAndConnections() throws Exception {
        String name = newUser("management");
        permit(name, "^mine", "^mine", "^mine");
        api.put(Api.path("queues", host, "theirs"), Map.of()).assertStatus(201);
        try (Connection others = broker.connect(host);
                Connection own = Amqp.connect(broker.amqpPort(), host, name, PASSWORD)) {
            assertThat(others.isOpen() && own.isOpen()).isTrue();
            Api user = of(name);

            assertThat(user.read("vhosts").findValuesAsText("name")).containsExactly(host);
            assertThat(user.read("connections?columns=user").findValuesAsText("user"))
                    .containsExactly(name);
            assertThat(user.read("queues?columns=vhost").findValuesAsText("vhost"))
                    .containsOnly(host);
            user.get("queues/%2F").assertRefused(401, "not_authorized", "User not authorised to access virtual host");
            user.get("nodes").assertRefused(401, "not_authorized", "Not monitor user");
            user.get("users").assertRefused(401, "not_authorized", "Not administrator user");
            user.put(Api.path("vhosts", "nope"), Map.of())
                    .assertRefused(401, "not_authorized", "Not administrator user");
            user.put(Api.path("policies", host, "p"), Map.of("pattern", ".", "definition", Map.of("max-length", 1)))
                    .assertRefused(401, "not_authorized", "User not authorised to access object");
            user.get("definitions").assertRefused(401, "not_authorized", "Not administrator user");
            user.request("GET", "metrics", "", Map.of()).assertRefused(401, "not_authorized", "Not monitor user");
        }
    }

    @Test
    void managementIsToldTheTotalsOfItsOwnVirtualHosts() throws Exception {
        String name = newUser("management");
        permit(name, ".*", ".*", ".*");
        String elsewhere = broker.newVirtualHost();
        for (String queue : List.of("one", "two")) {
            api.put(Api.path("queues", elsewhere, queue), Map.of()).assertStatus(201);
        }
        api.put(Api.path("queues", host, "seen"), Map.of()).assertStatus(201);
        client.publish(
                host, "amq.default", "seen", new OutboundMessage().payload("x").utf8Encoded());
        try (Connection own = Amqp.connect(broker.amqpPort(), host, name, PASSWORD);
                Connection others = broker.connect(host)) {
            own.createChannel();
            others.createChannel();

            // Of a sample that is taken every few seconds.
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                JsonNode seen = of(name).read("overview?msg_rates_age=60&msg_rates_incr=5");
                assertThat(seen.at("/object_totals/queues").asInt()).isEqualTo(1);
                assertThat(seen.at("/object_totals/exchanges").asInt()).isEqualTo(7);
                assertThat(seen.at("/object_totals/connections").asInt()).isEqualTo(1);
                assertThat(seen.at("/object_totals/channels").asInt()).isEqualTo(1);
                assertThat(seen.at("/queue_totals/messages").asInt()).isEqualTo(1);
                assertThat(seen.at("/message_stats/publish").asInt()).isEqualTo(1);
                assertThat(seen.at("/message_stats/publish_details/samples/0/sample")
                                .asInt())
                        .isEqualTo(1);
            });
            assertThat(api.read("overview").at("/object_totals/queues").asInt()).isGreaterThanOrEqualTo(3);
        }
    }

    /** The permissions are those that clients of the broker have. */
    @Test
    void permissionsHoldForEveryOperation() throws Exception {
        String name = newUser("management");
        permit(name, "^mine", "^mine", "^mine");
        api.put(Api.path("queues", host, "theirs"), Map.of()).assertStatus(201);
        Api user = of(name);

        user.put(Api.path("queues", host, "mine"), Map.of()).assertStatus(201);
        user.put(Api.path("exchanges", host, "mine"), Map.of("type", "fanout")).assertStatus(201);
        user.post(Api.path("bindings", host, "e", "mine", "q", "mine"), Map.of())
                .assertStatus(201);
        user.post(
                        Api.path("exchanges", host, "mine", "publish"),
                        Map.of("properties", Map.of(), "routing_key", "", "payload", "x", "payload_encoding", "string"))
                .assertStatus(200);
        assertThat(user.post(
                                Api.path("queues", host, "mine", "get"),
                                Map.of("count", 1, "ackmode", "ack_requeue_false", "encoding", "auto"))
                        .assertStatus(200)
                        .json())
                .hasSize(1);

        user.put(Api.path("queues", host, "other"), Map.of()).assertStatus(401);
        user.delete(Api.path("queues", host, "theirs")).assertStatus(401);
        user.delete(Api.path("queues", host, "theirs", "contents")).assertStatus(401);
        user.post(
                        Api.path("queues", host, "theirs", "get"),
                        Map.of("count", 1, "ackmode", "ack_requeue_false", "encoding", "auto"))
                .assertStatus(401);
        user.post(
                        Api.path("exchanges", host, "amq.topic", "publish"),
                        Map.of("properties", Map.of(), "routing_key", "", "payload", "x", "payload_encoding", "string"))
                .assertStatus(401);
        user.post(Api.path("queues", host, "mine", "actions"), Map.of("action", "move", "destination", "theirs"))
                .assertStatus(401);
        user.post(Api.path("bindings", host, "e", "amq.topic", "q", "mine"), Map.of())
                .assertStatus(401);
    }

    @Test
    void policymakersMakePolicies() throws Exception {
        String name = newUser("policymaker");
        permit(name, "", "", "");
        Map<String, Object> policy = Map.of("pattern", ".", "definition", Map.of("max-length", 1));

        of(name).put(Api.path("policies", host, "p"), policy).assertStatus(201);
        of(name).put(Api.path("parameters", "federation", host, "p"), Map.of("value", 1))
                .assertStatus(201);
        of(name).put(Api.path("operator-policies", host, "p"), policy).assertStatus(401);
        of(name).put(Api.path("policies", "/", "p"), policy).assertStatus(401);
    }

    @Test
    void monitoringSeesEverythingAndChangesNothingOfOthers() throws Exception {
        String name = newUser("monitoring");
        try (Connection others = broker.connect(host)) {
            Api user = of(name);
            JsonNode connections = user.read("connections");
            String shown = connections.findValuesAsText("name").get(0);

            assertThat(connections.findValuesAsText("user")).contains("guest");
            assertThat(user.read("nodes")).hasSize(1);
            assertThat(user.read("vhosts").findValuesAsText("name")).contains("/", host);
            assertThat(user.request("GET", "metrics", "", Map.of()).status()).isEqualTo(200);
            user.delete(Api.path("connections", shown)).assertRefused(401, "not_authorized", "Not administrator user");
            user.put(Api.path("queues", host, "q"), Map.of()).assertStatus(401);
            assertThat(others.isOpen()).isTrue();
        }
    }

    @Test
    void permissionsNeedAUserAndAVirtualHost() throws Exception {
        Map<String, Object> all = Map.of("configure", "", "write", "", "read", "");
        api.put("permissions/%2F/nobody", all).assertRefused(400, "bad_request", "vhost_or_user_not_found");
        api.put("permissions/nowhere/guest", all).assertRefused(400, "bad_request", "vhost_or_user_not_found");
        api.put("permissions/%2F/guest", Map.of("configure", ""))
                .assertRefused(400, "bad_request", "[{key_missing,write},{key_missing,read}]");
        api.put("users/nobody", Map.of("password", "x")).assertRefused(400, "bad_request", "tags_not_present");
    }
}
