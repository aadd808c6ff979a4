package org.leveretmq.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.domain.Definitions;
import com.rabbitmq.http.client.domain.ExchangeInfo;
import com.rabbitmq.http.client.domain.QueueInfo;
import com.rabbitmq.http.client.domain.UserInfo;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Definitions: exported, imported, those of a RabbitMQ 3.10 among them, and kept over a restart. */
@Timeout(120)
@ExtendWith(SharedBroker.class)
class HttpApiDefinitionsIT {
    /** The virtual host of what RabbitMQ has exported. */
    private static final String SHOP = "shop/eu";

    private final ManagedBroker broker;
    private final Api api;

    HttpApiDefinitionsIT(ManagedBroker broker) {
        this.broker = broker;
        this.api = broker.api();
    }

    private static String ofRabbitMq() throws Exception {
        try (InputStream in = HttpApiDefinitionsIT.class.getResourceAsStream("rabbitmq-3.10-definitions.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void load(String definitions) throws Exception {
        api.send("POST", "definitions", definitions, Map.of("Content-Type", "application/json"))
                .assertStatus(204);
    }

    private static Set<JsonNode> inShop(JsonNode definitions, String kind) {
        Set<JsonNode> found = new HashSet<>();
        definitions.path(kind).forEach(definition -> {
            if (definition.path("vhost").asText().equals(SHOP)) {
                found.add(definition);
            }
        });
        return found;
    }

    @Test
    void whatRabbitMqHasExportedComesOutAgain() throws Exception {
        String exported = ofRabbitMq();
        load(exported);
        load(exported);

        JsonNode theirs = Api.parsed(exported);
        JsonNode ours = api.read("definitions");
        for (String kind : List.of(
                "permissions", "topic_permissions", "policies", "queues", "exchanges", "bindings", "parameters")) {
            assertThat(inShop(ours, kind)).as(kind).isNotEmpty().isEqualTo(inShop(theirs, kind));
        }
        assertThat(ours.path("vhosts").findValuesAsText("name")).contains(SHOP);
        assertThat(ours.path("users"))
                .filteredOn(user -> user.path("name").asText().equals("shop"))
                .singleElement()
                .satisfies(user ->
                        assertThat(user.at("/limits/max-channels").asInt()).isEqualTo(20));
        assertThat(api.as("watcher", "watch-secret").read("whoami").path("name").asText())
                .isEqualTo("watcher");
        try (Connection client = Amqp.connect(broker.amqpPort(), SHOP, "shop", "shop-secret")) {
            Channel channel = client.createChannel();
            channel.basicPublish("shop.events", "order.new", null, new byte[1]);
            assertThat(channel.messageCount("shop.invoices")).isOne();
        }
    }

    @Test
    void rabbitMqsOwnClientReadsThem() throws Exception {
        load(ofRabbitMq());
        Client client = broker.client();

        Definitions definitions = client.getDefinitions();

        assertThat(definitions.getUsers()).extracting(UserInfo::getName).contains("guest", "shop", "watcher");
        assertThat(definitions.getQueues()).extracting(QueueInfo::getName).contains("shop.größe €", "shop.invoices");
        assertThat(definitions.getExchanges())
                .extracting(ExchangeInfo::getName)
                .contains("shop.events")
                .doesNotContain("amq.direct", "");
        assertThat(definitions.getBindings())
                .extracting(binding -> binding.getSource())
                .doesNotContain("");
    }

    @Test
    void thoseOfAVirtualHostGoIntoAnotherOne() throws Exception {
        load(ofRabbitMq());
        String host = broker.newVirtualHost();
        Api.Answer exported = api.get(Api.path("definitions", SHOP) + "?download=shop.json");
        assertThat(exported.header("Content-Disposition")).isEqualTo("attachment; filename=\"shop.json\"");

        api.send("POST", Api.path("definitions", host), exported.body(), Map.of())
                .assertStatus(204);

        JsonNode copied = api.read(Api.path("definitions", host));
        for (String kind : List.of("policies", "queues", "exchanges", "bindings")) {
            assertThat(copied.path(kind))
                    .as(kind)
                    .isNotEmpty()
                    .isEqualTo(exported.json().path(kind));
        }
        assertThat(copied.has("users")).isFalse();
        api.get("definitions/nowhere").assertRefused(404, "Object Not Found", "Not Found");
    }

    @Test
    void queuesWithNamesOfTheServerComeBack() throws Exception {
        String host = broker.newVirtualHost();
        try (Connection client = broker.connect(host)) {
            Channel channel = client.createChannel();
            String name = channel.queueDeclare("", true, false, false, Map.of()).getQueue();
            String exported = api.get(Api.path("definitions", host)).body();
            channel.queueDelete(name);

            api.send("POST", Api.path("definitions", host), exported, Map.of()).assertStatus(204);

            assertThat(channel.queueDeclarePassive(name).getQueue()).startsWith("amq.gen-");
        }
    }

    /** As with RabbitMQ: definitions that are loaded at each start change nothing that is in use. */
    @Test
    void whatExistsStaysAsItIs() throws Exception {
        String host = broker.newVirtualHost();
        api.put(Api.path("queues", host, "kept"), Map.of("arguments", Map.of("x-max-length", 5)))
                .assertStatus(201);
        api.put(Api.path("exchanges", host, "kept"), Map.of("type", "topic")).assertStatus(201);
        List<Map<String, Object>> exchanges = List.of(
                Map.of("name", "kept", "type", "fanout"),
                Map.of("name", "amq.direct", "type", "fanout"),
                Map.of("name", "", "type", "direct"));
        Map<String, Object> ofDefaultExchange =
                Map.of("source", "", "destination", "kept", "destination_type", "queue", "routing_key", "kept");

        api.post(
                        Api.path("definitions", host),
                        Map.of(
                                "queues", List.of(Map.of("name", "kept", "durable", false)),
                                "exchanges", exchanges,
                                "bindings", List.of(ofDefaultExchange)))
                .assertStatus(204);

        assertThat(api.read(Api.path("queues", host, "kept"))
                        .at("/arguments/x-max-length")
                        .asInt())
                .isEqualTo(5);
        assertThat(api.read(Api.path("exchanges", host, "kept")).path("type").asText())
                .isEqualTo("topic");
    }

    @Test
    void whatCannotBeTakenIsNamed() throws Exception {
        String host = broker.newVirtualHost();
        Map<String, Object> quorum = Map.of("name", "replicated", "arguments", Map.of("x-queue-type", "quorum"));

        api.post(Api.path("definitions", host), Map.of("queues", List.of(quorum)))
                .assertRefused(
                        400,
                        "bad_request",
                        "queues 'replicated': invalid arg 'x-queue-type' for queue 'replicated' in vhost '" + host
                                + "': queue type 'quorum' is not supported, only 'classic' is");
        api.post("definitions", Map.of("queues", List.of(Map.of("name", "q", "vhost", "nowhere"))))
                .assertStatus(400);
        api.post(
                        Api.path("definitions", host),
                        Map.of(
                                "policies",
                                List.of(Map.of(
                                        "name",
                                        "p",
                                        "pattern",
                                        "",
                                        "apply-to",
                                        "streams",
                                        "definition",
                                        Map.of("max-length", 1)))))
                .assertRefused(
                        400,
                        "bad_request",
                        "policies 'p': Validation failed apply-to is 'streams', but queues, classic_queues, exchanges or all is expected");
        api.send("POST", "definitions", "nope", Map.of()).assertRefused(400, "bad_request", "failed_to_parse_json");
    }

    @Test
    void whatCannotBeTakenDoesNotKeepTheRestOut() throws Exception {
        String host = broker.newVirtualHost();
        List<Map<String, Object>> queues = List.of(
                Map.of("name", "replicated", "arguments", Map.of("x-queue-type", "quorum")), Map.of("name", "plain"));
        List<Map<String, Object>> bindings = Stream.of("replicated", "plain")
                .map(queue -> Map.<String, Object>of(
                        "source", "events", "destination", queue, "destination_type", "queue", "routing_key", "k"))
                .toList();
        List<Map<String, Object>> exchanges =
                List.of(Map.of("name", "events", "type", "topic"), Map.of("name", "any", "type", "x-random"));

        Api.Answer answer = api.post(
                Api.path("definitions", host), Map.of("queues", queues, "exchanges", exchanges, "bindings", bindings));

        answer.assertRefused(
                400,
                "bad_request",
                "queues 'replicated': invalid arg 'x-queue-type' for queue 'replicated' in vhost '" + host
                        + "': queue type 'quorum' is not supported, only 'classic' is; "
                        + "exchanges 'any': unknown exchange type 'x-random'; "
                        + "bindings 'events -> replicated': no queue 'replicated' in vhost '" + host + "'");
        JsonNode taken = api.read(Api.path("definitions", host));
        assertThat(taken.path("queues").findValuesAsText("name")).containsExactly("plain");
        assertThat(taken.path("exchanges").findValuesAsText("name")).containsExactly("events");
        assertThat(taken.path("bindings").findValuesAsText("destination")).containsExactly("plain");
    }

    @Test
    void ofMuchThatCannotBeTakenTheFirstAreNamed() throws Exception {
        String host = broker.newVirtualHost();
        List<Map<String, Object>> exchanges = IntStream.rangeClosed(1, 25)
                .mapToObj(number -> Map.<String, Object>of("name", "e" + number, "type", "x-random"))
                .toList();

        Api.Answer answer = api.post(Api.path("definitions", host), Map.of("exchanges", exchanges));

        answer.assertStatus(400);
        assertThat(answer.json().path("reason").asText())
                .contains("'e20'")
                .doesNotContain("'e21'")
                .endsWith("; and 5 more");
    }

    @Test
    void everythingSurvivesARestart() throws Exception {
        load(ofRabbitMq());
        api.put(Api.path("parameters", "federation-upstream", SHOP, "kept"), Map.of("value", Map.of("uri", "amqp://a")))
                .assertStatus(201);
        JsonNode before = api.read("definitions");
        assertThat(ofShop(before.path("bindings"))).isNotEmpty();
        assertThat(ofShop(before.path("queues"))).isNotEmpty().allMatch(queue -> queue.path("durable")
                .asBoolean());

        broker.restart();

        JsonNode after = api.read("definitions");
        before.properties().forEach(member -> assertThat(ofShop(after.path(member.getKey())))
                .as(member.getKey())
                .containsExactlyInAnyOrderElementsOf(ofShop(member.getValue())));
        assertThat(after.properties())
                .extracting(Map.Entry::getKey)
                .contains("users", "permissions", "parameters", "global_parameters", "policies", "queues");
        api.delete(Api.path("parameters", "federation-upstream", SHOP, "kept")).assertStatus(204);
    }

    /** Without what others have left in virtual hosts of their own, which need not be durable. */
    private static List<JsonNode> ofShop(JsonNode definitions) {
        List<JsonNode> kept = new ArrayList<>();
        for (JsonNode definition : definitions) {
            if (definition.path("vhost").asText(SHOP).equals(SHOP)) {
                kept.add(definition);
            }
        }
        return kept;
    }
}
